import { fromClientError } from '@nanococoa/common/errors/from-client-error.ts';
import { ClientError, Status } from 'nice-grpc';

/**
 * Codes by which HTTP/2, Envoy or grpc-js report a stream that broke: resets, proxies' 5xx. UNAVAILABLE and CANCELLED
 * come as reasons.
 */
const BROKEN_STREAM: readonly Status[] = [Status.UNKNOWN, Status.INTERNAL];

/** Whether a call failed because its peer went away, and not because of an answer of the peer. */
export function isConnectionLost(error: unknown): boolean {
  const answered = fromClientError(error);
  // UNAVAILABLE and CANCELLED without details are turned into reasons of their own; the rest of the reasons are answers.
  if (answered) return ['UNAVAILABLE', 'CANCELLED', 'SHUTTING_DOWN'].includes(answered.reason);
  return error instanceof ClientError && BROKEN_STREAM.includes(error.code);
}
