import { AppError } from '@nanococoa/common/errors/app-error.ts';
import { MemoryKind, MemoryState } from '@nanococoa/proto/common/v1/catalog.ts';
import type { PictureJob } from '../diffusion/picture-job.ts';
import type { MemoryLedger, MemoryUse } from '../memory/memory-ledger.ts';
import type { ProviderName } from '../providers/model-device.ts';
import type { RegisteredModel } from '../registry/model-registry.ts';
import { predictPictureMemory } from './predict-picture-memory.ts';

/** How a picture is made in the memory there is. */
export interface PicturePlan {
  use: MemoryUse;
  /** Whether its graphs stay open together. */
  keepAll: boolean;
  /** What decides how long a step takes. */
  timeKey: string;
}

export interface PlanPictureOptions {
  provider: ProviderName;
  /** Of main memory, and of the device's own where that is counted. */
  ledgers: readonly Pick<MemoryLedger, 'estimate' | 'report'>[];
}

/** What a picture is expected to take, by how its graphs are opened. */
export interface PictureUses {
  all: MemoryUse;
  sequential: MemoryUse;
  /** What decides how long a step takes. */
  timeKey: string;
}

/** What a picture takes where it has been measured, else what it is predicted to take. */
export function pictureUses(
  model: RegisteredModel,
  control: RegisteredModel | undefined,
  job: Pick<PictureJob, 'width' | 'height' | 'guidance' | 'initial'>,
  provider: ProviderName,
): PictureUses {
  const { allBytes, sequentialBytes } = predictPictureMemory(model, control, job, provider);
  const models = [model, ...(control ? [control] : [])];
  const names = models.map(({ id, sha256 }) => `${id} ${sha256.slice(0, 12)}`).join(' + ');
  const guidance = job.guidance ?? model.pipeline?.defaults.guidance ?? 0;
  const traits = [guidance > 1 ? 'guided' : '', job.initial ? 'from a picture' : ''].filter(Boolean);
  const timeKey = [names, provider, `${job.width}×${job.height}`, ...traits].join(' ');
  return {
    timeKey,
    all: { estimateKey: timeKey, predictedBytes: Math.round(allBytes) },
    sequential: {
      estimateKey: `${timeKey}, one graph after another`,
      predictedBytes: Math.round(sequentialBytes),
    },
  };
}

/**
 * Decides whether a pipeline's graphs are open together or one after another.
 *
 * @throws AppError MODEL_TOO_LARGE, with how much it would need, when not even that fits
 */
export function planPicture(
  model: RegisteredModel,
  control: RegisteredModel | undefined,
  job: PictureJob,
  { provider, ledgers }: PlanPictureOptions,
): PicturePlan {
  const { all, sequential, timeKey } = pictureUses(model, control, job, provider);
  // Beside the workers whose steps wait for pictures: they cannot end before.
  const isAllFree = ledgers.every(
    (ledger) => ledger.estimate(all) <= largestOf(ledger) - workingBytes(ledger),
  );
  if (isAllFree) return { use: all, keepAll: true, timeKey };
  const short = ledgers.find((ledger) => ledger.estimate(sequential) > largestOf(ledger));
  if (!short) return { use: sequential, keepAll: false, timeKey };
  const [neededBytes, largestBytes] = [short.estimate(sequential), largestOf(short)];
  throw new AppError('MODEL_TOO_LARGE', {
    message: `${model.id} needs about ${megabytes(neededBytes)} MB for a picture of ${job.width} × ${job.height}, even with its graphs opened one after another; the worker has ${megabytes(largestBytes)} MB for it.`,
    metadata: { model: model.id, needed_bytes: String(neededBytes), largest_bytes: String(largestBytes) },
  });
}

/** What all models together can have, bytes. */
function largestOf(ledger: Pick<MemoryLedger, 'report'>): number {
  const { budgetBytes, entries } = ledger.report();
  return entries
    .filter(({ kind }) => kind === MemoryKind.SERVICE)
    .reduce(
      (left, { reservedBytes, measuredBytes }) => left - Math.max(reservedBytes, measuredBytes),
      budgetBytes,
    );
}

/** What steps that run hold, bytes. */
function workingBytes(ledger: Pick<MemoryLedger, 'report'>): number {
  return ledger
    .report()
    .entries.filter(({ kind, state }) => kind === MemoryKind.PIXELS && state === MemoryState.BUSY)
    .reduce((sum, { reservedBytes }) => sum + reservedBytes, 0);
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1e6);
}
