import type { Status } from 'nice-grpc-common';
import { ERROR_TABLE, type ErrorReason } from './error-table.ts';

export interface FieldViolation {
  /** Path of the field in the request, such as "spec.output.width". */
  field: string;
  /** What is wrong, with the actual value and the allowed range. */
  description: string;
}

export interface AppErrorOptions {
  /** Sentence in English; the table's when not given. */
  message?: string;
  /** Each wrong field. */
  fields?: FieldViolation[];
  /** Facts for programs: google.rpc.ErrorInfo.metadata. */
  metadata?: Record<string, string>;
  /** When to try again, milliseconds from now. */
  retryAfterMs?: number;
  cause?: unknown;
}

/** An error that a caller may see: a reason of the table, and what goes with it. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly reason: ErrorReason;
  readonly code: Status;
  readonly fields: FieldViolation[];
  readonly metadata: Record<string, string>;
  readonly retryAfterMs: number | undefined;

  constructor(reason: ErrorReason, options: AppErrorOptions = {}) {
    super(options.message ?? ERROR_TABLE[reason].message, { cause: options.cause });
    this.reason = reason;
    this.code = ERROR_TABLE[reason].code;
    this.fields = options.fields ?? [];
    this.metadata = options.metadata ?? {};
    this.retryAfterMs = options.retryAfterMs;
  }
}
