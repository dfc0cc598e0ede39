import { existsSync } from 'node:fs';
import { serveTasks } from '../child-tasks/serve-tasks.ts';
import { MEMORY_EXIT_CODE } from '../child-tasks/task-process.ts';
import { AppError } from '../errors/app-error.ts';
import { inspectPicture } from './inspect-picture.ts';
import { memoryLimitBytes } from './picture-limits.ts';
import type { PictureOutcome, PictureTask } from './picture-task.ts';
import { renderPicture } from './render-picture.ts';

/**
 * The process that opens untrusted pictures: one task at a time, asked and answered by message. It ends
 * itself when a picture takes more memory than its size explains, and with its parent.
 */
let limitBytes = memoryLimitBytes(0);

serveTasks(async (task: PictureTask) => {
  const guard = setInterval(checkMemory, 10);
  try {
    return await answer(task);
  } finally {
    clearInterval(guard);
    limitBytes = memoryLimitBytes(0);
  }
});

/** Decoding runs in a thread of libuv's pool, so this keeps being called meanwhile. */
function checkMemory(): void {
  if (process.memoryUsage.rss() > limitBytes) process.exit(MEMORY_EXIT_CODE);
}

async function answer(task: PictureTask): Promise<PictureOutcome> {
  const onSize = (pixels: number) => {
    limitBytes = memoryLimitBytes(pixels);
  };
  try {
    const facts =
      task.kind === 'inspect'
        ? await inspectPicture(task.path, task.mediaType, { onSize })
        : await renderPicture(task, { onSize });
    return { ok: true, facts };
  } catch (error) {
    if (error instanceof AppError) {
      return { ok: false, reason: error.reason, description: error.fields[0]?.description ?? error.message };
    }
    // Somebody who cleans up temporary files is not the picture's fault.
    if (!existsSync(task.path)) {
      return { ok: false, reason: 'PICTURE_CHECK_INTERRUPTED', description: 'was lost during the check' };
    }
    return { ok: false, reason: 'IMAGE_CORRUPT', description: plainSentence(error) };
  }
}

/** A decoder's message names the file and has several lines; the first is what a caller can use. */
function plainSentence(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const [line] = text.replaceAll(/\/\S+/g, '').split('\n');
  return `does not decode: ${line.trim().slice(0, 200)}`;
}
