import type { Brush } from './brush.ts';
import type { DraftId } from './draft-store.ts';
import type { Point, Size } from './rect.ts';
import type { Viewport } from './viewport.ts';

/** What lies under the cut-out while it is being worked on; `mask`: its alpha alone, white where it is opaque. */
export type Backdrop = 'checker' | 'white' | 'black' | 'colour' | 'photo' | 'mask';

/** What the screen shows. */
export interface Shown {
  /** Size of the canvas in device pixels. */
  canvas: Size;
  viewport: Viewport;
  backdrop: Backdrop;
  /** CSS colour of the backdrop `colour`. */
  colour: string;
  /** The photo alone, to compare. */
  isPhotoOnly: boolean;
}

/** What the page asks of the worker that holds the pixels. */
export type Request =
  | {
      kind: 'open';
      canvas: OffscreenCanvas;
      /** Undefined: there is no photo, the cut-out is all there is. */
      photo: Blob | undefined;
      cutout: Blob;
      /** Under what its strokes are kept. */
      draft: DraftId;
    }
  | { kind: 'show'; shown: Shown }
  | { kind: 'begin'; brush: Brush; points: Point[] }
  | { kind: 'move'; points: Point[] }
  | { kind: 'end' }
  | { kind: 'cancel' }
  | { kind: 'step'; direction: 'undo' | 'redo' }
  | { kind: 'reset' }
  | { kind: 'encode' };

/** What is known of the pictures once they are open. */
export interface Opened {
  /** Size at which they are edited. */
  size: Size;
  /** The photo is larger than what is edited. */
  isScaled: boolean;
  /** Restore brings the photo back; false: only what the cut-out itself has. */
  hasPhoto: boolean;
  /** Strokes of an earlier visit are back. */
  hasDraft: boolean;
}

/** How the touching up stands. */
export interface EditState {
  undoSteps: number;
  redoSteps: number;
  isChanged: boolean;
  /** What happened last. */
  latest: 'opened' | 'restored' | 'erased' | 'nothing' | 'undone' | 'redone' | 'reset';
}

/** What the worker says. */
export type Reply =
  | { kind: 'opened'; opened: Opened }
  | { kind: 'state'; state: EditState }
  | { kind: 'encoded'; blob: Blob }
  /** `draft`: strokes cannot be kept in this browser; all else goes on. */
  | { kind: 'failed'; what: 'open' | 'encode' | 'draft' };
