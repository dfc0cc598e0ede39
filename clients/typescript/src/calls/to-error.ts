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
 * What this program did wrong itself, such as a message that cannot be encoded, is no broken connection.
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
      return !OWN_FAULT.test(error.details);
    default:
      return false;
  }
}

/** How grpc-js begins what it says of a message that cannot be encoded or decoded. */
const OWN_FAULT = /^(Request message serialization failure|Response message parsing error|Error while)/;

function find<T extends ErrorDetails['$type']>(details: ErrorDetails[], type: T) {
  return details.find((detail): detail is Extract<ErrorDetails, { $type: T }> => detail.$type === type);
}
