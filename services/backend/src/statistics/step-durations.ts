import type { Logger } from '@nanococoa/common/log/create-logger.ts';
import type { Clock } from '../clock/clock.ts';
import type { DurationStatistic, ServiceStorage } from '../storage/service-storage.ts';
import { firstGuessMs } from './first-guess.ts';

/** What is timed together. */
export interface StepKind {
  /** 1 to 3. */
  step: number;
  /** As `stepEngine` names it. */
  engine: string;
  /** Size class: a power of two. */
  megapixels: number;
}

/** How long steps take. */
export interface StepDurations {
  /** Takes a measurement in. Costs a step nothing: what is learnt is stored later. */
  record(kind: StepKind, durationMs: number): void;
  /** What such a step takes by all that is known, milliseconds. */
  expectedMs(kind: StepKind): number;
  /** Stores what has not been stored yet. Never rejects. */
  flush(): Promise<void>;
}

/** Share of a new measurement in the average. */
const NEW_SHARE = 0.2;
/** Measurements of this long are stored together. */
const FLUSH_DELAY_MS = 1000;
/** How many size classes up or down a measurement still says something. */
const MAX_CLASS_DISTANCE = 12;

/** Makes the averages, 0.8 old and 0.2 new. @param options.known What was stored before. */
export function createStepDurations(options: {
  known: DurationStatistic[];
  storage: Pick<ServiceStorage, 'saveStatistic'>;
  clock: Clock;
  log: Logger;
}): StepDurations {
  const { known, storage, clock, log } = options;
  const averages = new Map(known.map(({ key, averageMs }) => [key, averageMs]));
  const unsaved = new Set<string>();
  let saving: Promise<void> | undefined;
  let isDue = false;

  async function save(): Promise<void> {
    const keys = [...unsaved];
    unsaved.clear();
    for (const key of keys) {
      const averageMs = averages.get(key);
      if (averageMs === undefined) continue;
      // Lost statistics cost a worse guess, no more: the next measurement stores its average again.
      await storage.saveStatistic({ key, averageMs }).catch((err: unknown) => {
        log.warn({ err }, 'a statistic was not saved');
      });
    }
  }
  const flush = async (): Promise<void> => {
    await saving;
    saving = save();
    await saving;
  };

  return {
    record(kind, durationMs) {
      const key = keyOf(kind);
      const old = averages.get(key);
      averages.set(key, old === undefined ? durationMs : (1 - NEW_SHARE) * old + NEW_SHARE * durationMs);
      unsaved.add(key);
      if (isDue) return;
      isDue = true;
      clock.after(FLUSH_DELAY_MS, () => {
        isDue = false;
        void flush();
      });
    },
    expectedMs(kind) {
      const guessMs = firstGuessMs(kind.step, kind.megapixels, kind.engine);
      const nearest = nearestMeasured(averages, kind);
      if (!nearest) return guessMs;
      return (nearest.averageMs * guessMs) / firstGuessMs(kind.step, nearest.megapixels, kind.engine);
    },
    flush,
  };
}

/** The average of the kind itself, else of the nearest size. */
function nearestMeasured(
  averages: ReadonlyMap<string, number>,
  kind: StepKind,
): { averageMs: number; megapixels: number } | undefined {
  for (let distance = 0; distance <= MAX_CLASS_DISTANCE; distance += 1) {
    for (const factor of [2 ** -distance, 2 ** distance]) {
      const megapixels = kind.megapixels * factor;
      const averageMs = averages.get(keyOf({ ...kind, megapixels }));
      if (averageMs !== undefined) return { averageMs, megapixels };
    }
  }
  return undefined;
}

/** Such as "2 studio 1MP". */
function keyOf({ step, engine, megapixels }: StepKind): string {
  return `${step} ${engine} ${megapixels}MP`;
}
