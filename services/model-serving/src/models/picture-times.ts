import type { PictureProgress } from '../diffusion/picture-job.ts';

/** What pictures took, to tell how long the next one will. */
export interface PictureTimes {
  /** @param key Model, size and whatever else decides how long a step takes. */
  begin(key: string): PictureClock;
  /** What a step took, milliseconds; undefined: none has been seen. */
  stepMs(key: string): number | undefined;
}

/** Follows one picture. */
export interface PictureClock {
  /** Adds to the progress what is left. */
  tell(progress: PictureProgress): PictureProgress;
  /** The picture is there. */
  end(): void;
}

interface Times {
  stepMs: number;
  /** From the last step to the picture: its decoding. */
  endMs: number | undefined;
}

/** Weight of the newest step in the moving average. */
const NEWEST = 0.3;
/** Models times sizes that people use. */
const MAX_KEYS = 1000;

/** @param now A clock in milliseconds that never goes back. */
export function createPictureTimes(now: () => number = () => performance.now()): PictureTimes {
  const known = new Map<string, Times>();
  const remember = (key: string, times: Times) => {
    known.delete(key);
    known.set(key, times);
    const [oldest] = known.keys();
    if (known.size > MAX_KEYS && oldest !== undefined) known.delete(oldest);
  };
  return {
    stepMs: (key) => known.get(key)?.stepMs,
    begin(key) {
      let lastMs: number | undefined;
      return {
        tell(progress) {
          const timeMs = now();
          const before = known.get(key);
          // What comes before the first step, such as the opening of graphs, says nothing of the next one.
          if (lastMs !== undefined) {
            const tookMs = timeMs - lastMs;
            const stepMs = before === undefined ? tookMs : before.stepMs + NEWEST * (tookMs - before.stepMs);
            remember(key, { stepMs, endMs: before?.endMs });
          }
          lastMs = timeMs;
          const times = known.get(key);
          if (times === undefined) return progress;
          const { stepMs, endMs = stepMs } = times;
          return { ...progress, remainingMs: (progress.total - progress.done) * stepMs + endMs };
        },
        end() {
          const before = known.get(key);
          if (before && lastMs !== undefined) remember(key, { ...before, endMs: now() - lastMs });
        },
      };
    },
  };
}
