import { Status } from 'nice-grpc-common';
import { NanococoaError } from './nanococoa-error.ts';

/** What an answer must have. Throws NanococoaError when it does not. */
export function present<T>(value: T | undefined, what: string): T {
  if (value !== undefined) return value;
  const message = `The answer has no ${what}.`;
  throw new NanococoaError({ code: Status.INTERNAL, reason: 'INTERNAL', message });
}
