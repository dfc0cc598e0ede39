import type { ClientMiddleware } from 'nice-grpc-common';
import { isTransient } from '../calls/to-error.ts';

/** Tells of each call that did not get through. */
export function noticingMiddleware(onUnreachable: () => void): ClientMiddleware {
  return async function* noticeUnreachable(call, options) {
    try {
      return yield* call.next(call.request, options);
    } catch (error) {
      if (isTransient(error)) onUnreachable();
      throw error;
    }
  };
}
