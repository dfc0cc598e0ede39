import { pause } from './clock.ts';
import type { NanococoaError } from './nanococoa-error.ts';
import { backOffMs, type RetryPolicy } from './retry-policy.ts';

/** How long a call goes on although the server cannot be reached. */
export interface Patience {
  /** The server is there: the next trouble is a new one. */
  heard(): void;
  /**
   * Waits before the next try. Throws `error` when it has lasted too long; rejects with the signal's reason when that
   * aborts.
   */
  wait(error: NanococoaError, signal: AbortSignal): Promise<void>;
}

/** Makes the patience of one call. */
export function createPatience(policy: RetryPolicy, giveUpMs = policy.giveUpMs): Patience {
  const { clock } = policy;
  let attempt = 0;
  let silentSinceMs = clock.now();
  return {
    heard() {
      attempt = 0;
      silentSinceMs = clock.now();
    },
    async wait(error, signal) {
      attempt++;
      const silentMs = clock.now() - silentSinceMs;
      const pauseMs = Math.max(backOffMs(attempt, policy), error.retryAfterMs ?? 0);
      if (silentMs + pauseMs > giveUpMs) throw error;
      await pause(clock, pauseMs, signal);
    },
  };
}
