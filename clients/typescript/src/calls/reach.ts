import type { CallOptions } from './call-options.ts';
import { type RpcOptions, startDeadline } from './deadline.ts';
import { createPatience } from './patience.ts';
import type { RetryPolicy } from './retry-policy.ts';
import { isTransient, toNanococoaError } from './to-error.ts';

/**
 * Makes a call until it reaches its service, with growing pauses: for calls that may be repeated. Throws the service's
 * own error at once, UNAVAILABLE when it has lasted too long, DEADLINE_EXCEEDED, or the signal's reason.
 */
export async function reach<T>(
  retry: RetryPolicy,
  call: (options: RpcOptions) => Promise<T>,
  options: CallOptions,
): Promise<T> {
  const deadline = startDeadline(retry.clock, options);
  const patience = createPatience(retry, options.giveUpMs);
  try {
    for (;;) {
      try {
        deadline.signal.throwIfAborted();
        return await call(deadline.rpcOptions());
      } catch (error) {
        deadline.throwIfOver(error);
        if (!isTransient(error)) throw toNanococoaError(error);
        await patience.wait(toNanococoaError(error), deadline.signal);
      }
    }
  } catch (error) {
    deadline.throwIfOver(error);
    throw error;
  } finally {
    deadline.stop();
  }
}
