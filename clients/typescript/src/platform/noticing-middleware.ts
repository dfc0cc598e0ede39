import type { ClientMiddleware } from 'nice-grpc-common';
import type { NanococoaError } from '../calls/nanococoa-error.ts';
import { isTransient, toNanococoaError } from '../calls/to-error.ts';

/** Tells of each call that did not get through. */
export function noticingMiddleware(onUnreachable: (error: NanococoaError) => void): ClientMiddleware {
  return async function* noticeUnreachable(call, options) {
    try {
      return yield* call.next(call.request, options);
    } catch (error) {
      if (isTransient(error)) onUnreachable(toNanococoaError(error));
      throw error;
    }
  };
}
