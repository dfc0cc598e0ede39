import { isAbortError } from 'abort-controller-x';
import { ClientError, Status } from 'nice-grpc-common';
import { type ErrorDetails, RichClientError } from 'nice-grpc-error-details';
import { NanococoaError } from './nanococoa-error.ts';

/** Turns whatever a call threw into a NanococoaError. */
export function toNanococoaError(error: unknown): NanococoaError {
  if (error instanceof NanococoaError) return error;
  if (!(error instanceof ClientError)) {
    const message = error instanceof Error ? error.message : String(error);
    return new NanococoaError({ code: Status.UNKNOWN, reason: 'UNKNOWN', message, cause: error });
  }
  if (UNSENDABLE.test(error.details)) {
    const message = error.details.replace(UNSENDABLE, '');
    return new NanococoaError({
      code: Status.INVALID_ARGUMENT,
      reason: 'INVALID_REQUEST',
      message,
      cause: error,
    });
  }
  const code = isBrokenConnection(error) ? Status.UNAVAILABLE : error.code;
  const details = error instanceof RichClientError ? error.extra : [];
  const info = find(details, 'google.rpc.ErrorInfo');
  const violations = find(details, 'google.rpc.BadRequest')?.fieldViolations ?? [];
  const delay = find(details, 'google.rpc.RetryInfo')?.retryDelay;
  return new NanococoaError({
    code,
    reason: info?.reason || Status[code],
    message: error.details || Status[code],
    fields: violations.map(({ field, description }) => ({ field, description })),
    metadata: info?.metadata ?? {},
    retryAfterMs: delay && Number(delay.seconds) * 1_000 + delay.nanos / 1e6,
    cause: error,
  });
}

/** Whether the same call may well succeed when it is made again, because it did not reach its service. */
export function isTransient(error: unknown): boolean {
  return !isAbortError(error) && toNanococoaError(error).code === Status.UNAVAILABLE;
}

/**
 * Every error of the services has details. What comes without any is a connection or a gateway in trouble: refused,
 * reset, ended without a status, or answered by a proxy. gRPC libraries have several names for that (docs/adr/0002).
 * An answer that cannot be decoded comes from a server of another kind, and would come again.
 */
function isBrokenConnection(error: ClientError): boolean {
  if (error instanceof RichClientError) return false;
  switch (error.code) {
    case Status.UNAVAILABLE:
    case Status.UNKNOWN:
    // Whoever cancelled it, it was not this caller: an abort throws an AbortError.
    case Status.CANCELLED:
      return true;
    case Status.INTERNAL:
      return !UNREADABLE.test(error.details);
    default:
      return false;
  }
}

/** How grpc-js begins what it says of a request that cannot be encoded, such as one with a negative seed. */
const UNSENDABLE = /^Request message serialization failure: /;
/** … and of an answer that cannot be decoded. */
const UNREADABLE = /^(Response message parsing error|Error decompressing|Failed to decode)/;

function find<T extends ErrorDetails['$type']>(details: ErrorDetails[], type: T) {
  return details.find((detail): detail is Extract<ErrorDetails, { $type: T }> => detail.$type === type);
}
