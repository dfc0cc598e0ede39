import {
  BadRequest,
  type ErrorDetails,
  ErrorInfo,
  RetryInfo,
  RichServerError,
} from 'nice-grpc-error-details';
import type { AppError } from './app-error.ts';

/** Domain of every google.rpc.ErrorInfo that we send. */
export const ERROR_DOMAIN = 'nanococoa';

/** The wire form of an AppError: gRPC status with ErrorInfo, and BadRequest and RetryInfo where they apply. */
export function toRichError(error: AppError): RichServerError {
  const details: ErrorDetails[] = [
    ErrorInfo.fromPartial({ reason: error.reason, domain: ERROR_DOMAIN, metadata: error.metadata }),
  ];
  if (error.fields.length > 0) {
    details.push(BadRequest.fromPartial({ fieldViolations: error.fields }));
  }
  if (error.retryAfterMs !== undefined) {
    const seconds = Math.floor(error.retryAfterMs / 1000);
    const nanos = Math.round((error.retryAfterMs - seconds * 1000) * 1e6);
    details.push(RetryInfo.fromPartial({ retryDelay: { seconds, nanos } }));
  }
  return new RichServerError(error.code, error.message, details);
}
