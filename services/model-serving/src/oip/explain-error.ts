import { AppError, type FieldViolation } from '@nanococoa/common/errors/app-error.ts';

/** Names come from the request and may be long; an error travels in HTTP/2 headers, which may not. */
const MAX_FIELDS = 4;
const MAX_TEXT = 160;

/** An error whose message says which fields are wrong: the public clients show no details. */
export function explainError(error: unknown): unknown {
  if (!(error instanceof AppError)) return error;
  const fields = error.fields.slice(0, MAX_FIELDS).map(cutField);
  const wrong = fields.map(({ field, description }) => `${field}: ${description}`);
  const { reason, metadata, retryAfterMs, cause } = error;
  const message = [cut(error.message), ...wrong].join(wrong.length > 1 ? '\n' : ' ');
  return new AppError(reason, {
    message,
    fields,
    metadata,
    cause: cause ?? error,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
}

function cutField({ field, description }: FieldViolation): FieldViolation {
  return { field: cut(field), description: cut(description) };
}

function cut(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
}
