import type { TaskAnswer } from '../child-tasks/task-process.ts';
import type { ErrorReason } from '../errors/error-table.ts';
import type { ImageMediaType } from '../limits/image-limits.ts';

/** What a picture was found to be. */
export interface PictureFacts {
  mediaType: ImageMediaType;
  /** Pixels, after EXIF orientation. */
  width: number;
  /** Pixels, after EXIF orientation. */
  height: number;
  /** Whether at least one pixel is not fully opaque, at 8 bits. */
  hasAlpha: boolean;
}

/** Asks a child to decode a picture and say what it is. */
export interface InspectTask {
  kind: 'inspect';
  path: string;
  /** What its first bytes claim. */
  mediaType: ImageMediaType;
}

/** Asks a child for a smaller or otherwise encoded copy of a picture. */
export interface RenderTask {
  kind: 'render';
  path: string;
  mediaType: ImageMediaType;
  /** Where the copy is written. */
  outputPath: string;
  /** Pixels; never enlarges. 0 keeps the size. */
  width: number;
  outputMediaType: ImageMediaType;
}

/** The work of a picture child; tasks and answers are messages between processes. */
export type PictureTask = InspectTask | RenderTask;

/** What came of a task. */
export type PictureOutcome =
  | { ok: true; facts: PictureFacts }
  | { ok: false; reason: ErrorReason; description: string };

/** The message that answers a task. */
export type PictureAnswer = PictureOutcome & TaskAnswer;
