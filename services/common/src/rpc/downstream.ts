import { type CallOptions, Metadata } from 'nice-grpc-common';
import { CALLER_KEY, type Context, REQUEST_ID_KEY } from './context.ts';

/** Calls that stand alone, made for nobody's request: a worker's registration, a step of a job. */
export interface Origin {
  caller?: string;
  requestId?: string;
  signal?: AbortSignal;
  deadline?: Date | undefined;
}

/**
 * Options of a downstream call made for `origin`: caller and request id are handed down, the signal
 * cancels it with the call that it serves, and the time left is its deadline.
 *
 * @param options.timeoutMs An upper limit of the time, on top of the origin's deadline.
 */
export function downstream(origin: Origin | Context, options: { timeoutMs?: number } = {}): CallOptions {
  const metadata = Metadata();
  if (origin.caller) metadata.set(CALLER_KEY, origin.caller);
  if (origin.requestId) metadata.set(REQUEST_ID_KEY, origin.requestId);
  const leftMs = Math.min(
    origin.deadline ? Math.max(1, origin.deadline.getTime() - Date.now()) : Number.POSITIVE_INFINITY,
    options.timeoutMs ?? Number.POSITIVE_INFINITY,
  );
  // The header lets the server stop by itself; it answers DEADLINE_EXCEEDED.
  if (Number.isFinite(leftMs)) metadata.set('grpc-timeout', grpcTimeout(leftMs));
  return origin.signal ? { metadata, signal: origin.signal } : { metadata };
}

/** The grpc-timeout header: at most eight digits and a unit (gRPC over HTTP/2 specification). */
function grpcTimeout(ms: number): string {
  return ms < 1e8 ? `${Math.ceil(ms)}m` : `${Math.ceil(ms / 1000)}S`;
}
