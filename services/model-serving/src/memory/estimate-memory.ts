import type { Account } from './account.ts';
import type { MemoryEstimates } from './estimates.ts';
import type { MemoryUse } from './memory-ledger.ts';

/**
 * What to reserve for a request, bytes: what was measured before with its headroom, because the same work takes a
 * little more or less each time, or else the prediction. A measurement that fits is never made too large by its
 * margin: it gets all there is.
 */
export function estimateBytes(
  request: MemoryUse,
  estimates: MemoryEstimates,
  largestBytes: number,
  withMargin: Margin,
): number {
  const kept = estimates.get(request.estimateKey);
  if (kept === undefined) return Math.round(request.predictedBytes);
  return Math.round(Math.min(withMargin(kept, request), Math.max(kept, largestBytes)));
}

/** Measured memory with the margin for what the use may take in addition, bytes. */
export type Margin = (measuredBytes: number, use: Pick<MemoryUse, 'headroom'>) => number;

export function createMargin(leastBytes: number): Margin {
  return (measuredBytes, { headroom = HEADROOM }) =>
    Math.round(measuredBytes + Math.max(headroom * measuredBytes, leastBytes));
}

/**
 * Keeps what a use that came to its end took at most. More counts at once; less only little by little, because the
 * next use may be like the ones before.
 */
export function learnFromUse(account: Account, estimates: MemoryEstimates): void {
  const peak = account.usePeakBytes;
  if (peak === 0) return;
  const { estimateKey } = account.request;
  const kept = estimates.get(estimateKey);
  estimates.set(
    estimateKey,
    kept === undefined ? peak : Math.max(peak, KEPT_SHARE * kept + NEW_SHARE * peak),
  );
}

/**
 * Keeps what a process took that is gone. It may have been killed in the middle of its work, and then it had not yet
 * taken what the work takes: only more than expected says something.
 */
export function learnFromEnd(account: Account, estimates: MemoryEstimates): void {
  const { estimateKey, predictedBytes } = account.request;
  const peak = account.usePeakBytes;
  // Of an ended excess more than its peak has been kept already.
  if (peak > (estimates.get(estimateKey) ?? predictedBytes)) estimates.set(estimateKey, peak);
}

/**
 * Keeps that a process took more than it was granted. How much more it would have taken nobody knows: a quarter is
 * added, up to all there is, so that it is tried once more alone. Only what has taken more than that is too large.
 */
export function learnFromExcess(account: Account, estimates: MemoryEstimates, largestBytes: number): void {
  const { estimateKey } = account.request;
  const measured = account.measuredBytes;
  const raised = Math.min(measured * EXCESS_MARGIN, Math.max(measured, largestBytes));
  estimates.set(estimateKey, Math.max(raised, estimates.get(estimateKey) ?? 0));
}

const HEADROOM = 0.1;
const EXCESS_MARGIN = 1.25;
const KEPT_SHARE = 0.8;
const NEW_SHARE = 0.2;
