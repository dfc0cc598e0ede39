import { mergePreview } from '@nanococoa/common/progress/merge-preview.ts';
import type { JobProgress } from '@nanococoa/proto/common/v1/job.ts';
import type { Clock } from '../clock/clock.ts';

/** At most ten pieces of passing news in any second and job; a burst of fewer is not held back. */
const PROGRESS_PER_WINDOW = 10;
const PROGRESS_WINDOW_MS = 1000;
/** A larger preview is left out: passing news must stay small whatever a worker sends. */
const MAX_PREVIEW_BYTES = 32 * 1024;

/** The passing news of one job on its way to whoever watches. */
export interface ProgressTopic {
  publish(progress: JobProgress): void;
  /** The newest news with the newest preview of its step, for a watcher who has just come. */
  latest(): JobProgress | undefined;
  /** Forgets all of it: the job has moved on. */
  clear(): void;
}

/** Makes a topic that gives news to `deliver` at once, or, when there is too much, the newest in its turn. */
export function createProgressTopic(clock: Clock, deliver: (progress: JobProgress) => void): ProgressTopic {
  let latest: JobProgress | undefined;
  let held: JobProgress | undefined;
  let cancelDelivery: (() => void) | undefined;
  /** When the last deliveries were, oldest first. */
  const sentAtMs: number[] = [];

  const send = (): void => {
    cancelDelivery = undefined;
    const progress = held;
    held = undefined;
    sentAtMs.push(clock.now().getTime());
    if (sentAtMs.length > PROGRESS_PER_WINDOW) sentAtMs.shift();
    if (progress) deliver(progress);
  };

  return {
    publish(given) {
      const progress = given.preview.length > MAX_PREVIEW_BYTES ? { ...given, preview: NO_PREVIEW } : given;
      latest = mergePreview(latest, progress);
      held = mergePreview(held, progress);
      if (cancelDelivery) return;
      const isFull = sentAtMs.length === PROGRESS_PER_WINDOW;
      const waitMs = isFull ? sentAtMs[0] + PROGRESS_WINDOW_MS - clock.now().getTime() : 0;
      if (waitMs <= 0) send();
      else cancelDelivery = clock.after(waitMs, send);
    },
    latest: () => latest,
    clear() {
      cancelDelivery?.();
      cancelDelivery = undefined;
      latest = undefined;
      held = undefined;
    },
  };
}

const NO_PREVIEW = new Uint8Array(0);
