import { ClientError, Status } from 'nice-grpc-common';
import { BadRequest, ErrorInfo, RetryInfo, RichClientError } from 'nice-grpc-error-details';
import { AppError, type FieldViolation } from './app-error.ts';
import { ERROR_TABLE, type ErrorReason } from './error-table.ts';
import { ERROR_DOMAIN } from './rich-error.ts';

/**
 * The AppError that a downstream service answered with. A call that failed without one of our
 * reasons becomes UNAVAILABLE, DEADLINE_EXCEEDED or CANCELLED where the code says so.
 * Undefined: the error is no such thing, and its text must not reach a caller.
 */
export function fromClientError(error: unknown): AppError | undefined {
  if (error instanceof AppError) return error;
  if (!(error instanceof ClientError)) return undefined;
  if (error instanceof RichClientError) {
    const rich = fromDetails(error);
    if (rich) return rich;
  }
  switch (error.code) {
    case Status.UNAVAILABLE:
      return new AppError('UNAVAILABLE', { cause: error });
    case Status.DEADLINE_EXCEEDED:
      return new AppError('DEADLINE_EXCEEDED', { cause: error });
    case Status.CANCELLED:
      return new AppError('CANCELLED', { cause: error });
    case Status.INTERNAL:
      // How gRPC libraries tell that Envoy cut a stream whose far end died or fell silent.
      return error.details.startsWith('Received RST_STREAM')
        ? new AppError('UNAVAILABLE', { cause: error })
        : undefined;
    default:
      return undefined;
  }
}

function fromDetails(error: RichClientError): AppError | undefined {
  let reason: ErrorReason | undefined;
  let metadata: Record<string, string> = {};
  let fields: FieldViolation[] = [];
  let retryAfterMs: number | undefined;
  for (const detail of error.extra) {
    if (detail.$type === ErrorInfo.$type) {
      const info = detail as ErrorInfo;
      if (info.domain === ERROR_DOMAIN && info.reason in ERROR_TABLE) reason = info.reason as ErrorReason;
      metadata = info.metadata;
    } else if (detail.$type === BadRequest.$type) {
      fields = (detail as BadRequest).fieldViolations.map(({ field, description }) => ({
        field,
        description,
      }));
    } else if (detail.$type === RetryInfo.$type) {
      const delay = (detail as RetryInfo).retryDelay;
      if (delay) retryAfterMs = Number(delay.seconds) * 1000 + delay.nanos / 1e6;
    }
  }
  if (!reason) return undefined;
  return new AppError(reason, { message: error.details, metadata, fields, retryAfterMs, cause: error });
}
