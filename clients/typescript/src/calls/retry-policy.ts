import { type Clock, SYSTEM_CLOCK } from './clock.ts';

/** How the client goes on when the server cannot be reached. */
export interface RetryOptions {
  /** Longest first pause, milliseconds. Default 250. */
  firstMs?: number;
  /** Longest pause, milliseconds. Default 4,000. */
  longestMs?: number;
  /** How long without a sign of life until a call gives up, milliseconds. Default 60,000; Infinity: never. */
  giveUpMs?: number;
  /** A number from 0 to 1, as Math.random gives. */
  random?: () => number;
  /** For tests. */
  clock?: Clock;
}

export type RetryPolicy = Required<RetryOptions>;

/** The policy with every default filled in. */
export function retryPolicy(options: RetryOptions = {}): RetryPolicy {
  return {
    firstMs: 250,
    longestMs: 4_000,
    giveUpMs: 60_000,
    random: Math.random,
    clock: SYSTEM_CLOCK,
    ...options,
  };
}

/**
 * Pause before try number `attempt` (1 is the first repetition), milliseconds: doubled each time, half of it random
 * so that many clients do not come back at the same moment.
 */
export function backOffMs(
  attempt: number,
  policy: Pick<RetryPolicy, 'firstMs' | 'longestMs' | 'random'>,
): number {
  const ceilingMs = Math.min(policy.longestMs, policy.firstMs * 2 ** (attempt - 1));
  return ceilingMs / 2 + (policy.random() * ceilingMs) / 2;
}
