import type { ServerMiddleware } from 'nice-grpc-common';

/** The calls that a server is serving, health checks aside. */
export interface CallsUnderWay {
  middleware: ServerMiddleware;
  /**
   * Resolves when none is under way and what the last ones answered has had time to be passed on, or after `timeoutMs`.
   */
  ended(timeoutMs: number): Promise<void>;
}

/**
 * The gateway takes what its own reader is slow to take only bit by bit, and drops the rest when the connection is
 * closed behind it: a stream that is complete here may still lose its end there, up to a megabyte of it.
 */
const PASSED_ON_MS = 1500;

export function createCallsUnderWay(): CallsUnderWay {
  let count = 0;
  let lastStreamEndMs = Number.NEGATIVE_INFINITY;
  let onEnd = () => {};

  const middleware: ServerMiddleware = async function* countCall(call, context) {
    if (call.method.path.startsWith('/grpc.health.')) return yield* call.next(call.request, context);
    count++;
    try {
      return yield* call.next(call.request, context);
    } finally {
      count--;
      // A single answer is small, and passed on at once.
      if (call.responseStream) lastStreamEndMs = performance.now();
      onEnd();
    }
  };
  return {
    middleware,
    ended(timeoutMs) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const latest = setTimeout(resolve, timeoutMs);
      let passedOn: NodeJS.Timeout | undefined;
      onEnd = () => {
        clearTimeout(passedOn);
        const leftMs = Math.max(0, lastStreamEndMs + PASSED_ON_MS - performance.now());
        if (count === 0) passedOn = setTimeout(resolve, leftMs);
      };
      onEnd();
      return promise.finally(() => {
        onEnd = () => {};
        clearTimeout(latest);
        clearTimeout(passedOn);
      });
    },
  };
}
