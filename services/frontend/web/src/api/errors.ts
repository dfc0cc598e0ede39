import { isAbortError } from 'abort-controller-x';
import { ClientError, Status } from 'nice-grpc-common';
import { type ErrorDetails, RichClientError } from 'nice-grpc-error-details';

/** What is wrong with one field of a request. */
export interface FieldViolation {
  /** Path of the field in the request, such as "spec.text.content". */
  field: string;
  /** One English sentence of the server's, naming the value and what is allowed. */
  description: string;
}

/** A call's failure: gRPC status code, the server's reason and what else its google.rpc details say. */
export class ApiError extends Error {
  override name = 'ApiError';
  /** gRPC status code. */
  readonly code: Status;
  /** Reason of google.rpc.ErrorInfo, such as IMAGE_TOO_LARGE; UNAVAILABLE or UNKNOWN where there is none. */
  readonly reason: string;
  readonly fields: FieldViolation[];
  readonly metadata: Record<string, string>;

  constructor(o: {
    code: Status;
    reason: string;
    message: string;
    fields?: FieldViolation[];
    metadata?: Record<string, string>;
    cause?: unknown;
  }) {
    super(o.message, { cause: o.cause });
    this.code = o.code;
    this.reason = o.reason;
    this.fields = o.fields ?? [];
    this.metadata = o.metadata ?? {};
  }
}

/** Turns whatever a call threw into an ApiError. */
export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (!(error instanceof ClientError)) {
    const message = error instanceof Error ? error.message : String(error);
    return new ApiError({ code: Status.UNKNOWN, reason: 'UNKNOWN', message, cause: error });
  }
  const code = isBrokenConnection(error) ? Status.UNAVAILABLE : error.code;
  const details = error instanceof RichClientError ? error.extra : [];
  const info = find(details, 'google.rpc.ErrorInfo');
  return new ApiError({
    code,
    reason: info?.reason || (code === Status.UNAVAILABLE ? 'UNAVAILABLE' : Status[code]),
    message: error.details,
    fields: find(details, 'google.rpc.BadRequest')?.fieldViolations ?? [],
    metadata: info?.metadata ?? {},
    cause: error,
  });
}

/** Whether the same call may well succeed when it is made again, because it did not reach its service. */
export function isTransient(error: unknown): boolean {
  return !isAbortError(error) && toApiError(error).code === Status.UNAVAILABLE;
}

/**
 * Every error of the services has details. What comes as UNKNOWN without any is a connection or a gateway in trouble:
 * fetch rejected, the stream was reset or ended without its trailer, or the gateway answered an error of its own.
 */
function isBrokenConnection(error: ClientError): boolean {
  if (error instanceof RichClientError) return false;
  return error.code === Status.UNKNOWN || (error.code === Status.INTERNAL && RESET.test(error.details));
}

/** How grpc-js says that HTTP/2 took a stream away; a page never hears of it. */
const RESET = /^Received RST_STREAM/;

function find<T extends ErrorDetails['$type']>(details: ErrorDetails[], type: T) {
  return details.find((detail): detail is Extract<ErrorDetails, { $type: T }> => detail.$type === type);
}
