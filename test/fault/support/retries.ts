import { setTimeout as delay } from 'node:timers/promises';
import type { AppError } from '@nanococoa/common/errors/app-error.ts';
import { ERROR_TABLE } from '@nanococoa/common/errors/error-table.ts';
import { fromClientError } from '@nanococoa/common/errors/from-client-error.ts';
import { ClientError, Status } from 'nice-grpc-common';
import { RichClientError } from 'nice-grpc-error-details';

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1_000;

/** Whether docs/errors.md says of this error: repeat with back-off. */
export function isUnavailable(error: unknown): boolean {
  const known = fromClientError(error);
  if (known) return codeOf(known) === Status.UNAVAILABLE;
  // "Take an error without details for what UNAVAILABLE is: a broken connection."
  return error instanceof ClientError && !(error instanceof RichClientError);
}

/** What RetryInfo asks to wait, milliseconds; undefined where the error is none of those that ask for it. */
export function askedToWaitMs(error: unknown): number | undefined {
  const known = fromClientError(error);
  return known && codeOf(known) === Status.RESOURCE_EXHAUSTED ? (known.retryAfterMs ?? 0) : undefined;
}

/**
 * Calls as docs/errors.md tells a client to: again with back-off when a part is not reachable, after RetryInfo when
 * something is full. Every other error is thrown, and the last one when the signal aborts.
 */
export async function withRetries<T>(call: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
    try {
      return await call();
    } catch (error) {
      const waitMs = askedToWaitMs(error);
      if (signal?.aborted || (waitMs === undefined && !isUnavailable(error))) throw error;
      await delay(Math.max(waitMs ?? 0, pauseMs * (0.5 + Math.random() / 2)));
    }
  }
}

function codeOf({ reason }: AppError): Status {
  return ERROR_TABLE[reason].code;
}
