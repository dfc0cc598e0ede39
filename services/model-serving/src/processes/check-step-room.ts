import { AppError } from '@nanococoa/common/errors/app-error.ts';
import {
  type MemoryEntry,
  MemoryKind,
  type MemoryLedger,
  MemoryState,
} from '@nanococoa/proto/common/v1/catalog.ts';

export interface StepNeed {
  /** What the step's worker is expected to take, bytes. */
  stepBytes: number;
  /** The model that it will ask for in mid-step, and what that is expected to take, bytes. */
  model: { id: string; bytes: number } | undefined;
  /** The worker that is to run it. */
  worker: string;
  /** What steps that are being admitted just now are expected to take, bytes. */
  admittedBytes: number;
}

/**
 * Makes sure, before a step is admitted, that the model fits beside it. Otherwise two steps could hold what each
 * other's model needs, and wait for each other.
 * @throws AppError MEMORY_FULL while others work; MODEL_TOO_LARGE when they never fit together
 */
export function checkStepRoom(
  { budgetBytes, entries }: Pick<MemoryLedger, 'budgetBytes' | 'entries'>,
  { stepBytes, model, worker, admittedBytes }: StepNeed,
): void {
  const needed = stepBytes + (model?.bytes ?? 0);
  const isModel = ({ kind, name }: MemoryEntry) => kind === MemoryKind.MODEL && name === model?.id;
  const others = entries.filter((entry) => entry.name !== worker && !isModel(entry) && !isEvictable(entry));
  const service = sum(others.filter(({ kind }) => kind === MemoryKind.SERVICE));
  const metadata = { needed_bytes: String(needed), budget_bytes: String(budgetBytes) };
  if (service + needed > budgetBytes) throw new AppError('MODEL_TOO_LARGE', { metadata });
  if (sum(others) + admittedBytes + needed > budgetBytes) {
    throw new AppError('MEMORY_FULL', { retryAfterMs: RETRY_AFTER_MS, metadata });
  }
}

/** Steps take seconds. */
const RETRY_AFTER_MS = 1000;

function isEvictable({ state }: MemoryEntry): boolean {
  return state === MemoryState.IDLE || state === MemoryState.ENDING;
}

function sum(entries: readonly MemoryEntry[]): number {
  return entries.reduce((total, { reservedBytes }) => total + reservedBytes, 0);
}
