import type { Status } from 'nice-grpc-common';

/** What is wrong with one field of a request. */
export interface FieldViolation {
  /** Path of the field in the request, such as "spec.text.content". */
  field: string;
  /** One English sentence of the server's, naming the value and what is allowed. */
  description: string;
}

export interface NanococoaErrorOptions {
  code: Status;
  reason: string;
  message: string;
  fields?: FieldViolation[];
  metadata?: Record<string, string>;
  retryAfterMs?: number | undefined;
  cause?: unknown;
}

/** Why a call failed: what every call of the client throws, but for an abort. docs/errors.md lists the reasons. */
export class NanococoaError extends Error {
  override name = 'NanococoaError';
  /** gRPC status code. A broken connection is UNAVAILABLE, however the gRPC library has called it. */
  readonly code: Status;
  /** Upper-case name of the cause, such as IMAGE_TOO_LARGE. The code's name where the server gave none. */
  readonly reason: string;
  /** Every wrong field of the request; empty when the request was not the cause. */
  readonly fields: FieldViolation[];
  /** Facts for programs, such as `committed_size_bytes`. */
  readonly metadata: Record<string, string>;
  /** When a repetition may succeed, milliseconds from the answer. undefined: the server did not say. */
  readonly retryAfterMs: number | undefined;

  constructor(o: NanococoaErrorOptions) {
    super(o.message, o.cause === undefined ? undefined : { cause: o.cause });
    this.code = o.code;
    this.reason = o.reason;
    this.fields = o.fields ?? [];
    this.metadata = o.metadata ?? {};
    this.retryAfterMs = o.retryAfterMs;
  }
}
