import { Metadata, Status } from 'nice-grpc-common';
import type { CallOptions } from './call-options.ts';
import type { Clock } from './clock.ts';
import { NanococoaError } from './nanococoa-error.ts';

/** Options of an rpc, as nice-grpc takes them. */
export interface RpcOptions {
  signal: AbortSignal;
  metadata: Metadata;
}

/** The end of a call: its caller's signal or its deadline, whichever comes first. */
export interface Deadline {
  /** Aborts at the end. */
  readonly signal: AbortSignal;
  /** Options of the rpc that is made now: the server hears how much time is left. */
  rpcOptions(signal?: AbortSignal): RpcOptions;
  /** Throws if the end has come: the signal's reason, or DEADLINE_EXCEEDED. To be called when something failed. */
  throwIfOver(cause?: unknown): void;
  /** Stops the timer. */
  stop(): void;
}

/** Starts a call's deadline. Without `deadlineMs` it has none but its caller's signal. */
export function startDeadline(clock: Clock, { signal, deadlineMs }: CallOptions): Deadline {
  const over = new AbortController();
  const hasDeadline = deadlineMs !== undefined && Number.isFinite(deadlineMs);
  const endMs = clock.now() + (deadlineMs ?? 0);
  const stop = hasDeadline ? clock.after(Math.max(0, deadlineMs), () => over.abort()) : () => {};
  const both = signal ? AbortSignal.any([signal, over.signal]) : over.signal;
  return {
    signal: both,
    rpcOptions(inner) {
      const metadata = Metadata();
      if (hasDeadline) metadata.set('grpc-timeout', grpcTimeout(Math.max(1, endMs - clock.now())));
      return { signal: inner ?? both, metadata };
    },
    throwIfOver(cause) {
      signal?.throwIfAborted();
      if (over.signal.aborted) throw deadlineExceeded(cause);
    },
    stop,
  };
}

function deadlineExceeded(cause: unknown): NanococoaError {
  return new NanococoaError({
    code: Status.DEADLINE_EXCEEDED,
    reason: 'DEADLINE_EXCEEDED',
    message: 'The deadline passed.',
    cause,
  });
}

/** The grpc-timeout header: at most eight digits and a unit (gRPC over HTTP/2 specification). */
function grpcTimeout(ms: number): string {
  return ms < 1e8 ? `${Math.ceil(ms)}m` : `${Math.ceil(ms / 1_000)}S`;
}
