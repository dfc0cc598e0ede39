import { createPatience } from '../../calls/patience.ts';
import { retryPolicy } from '../../calls/retry-policy.ts';
import { isTransient, toNanococoaError } from '../../calls/to-error.ts';
import type { ClientOptions } from '../../client/client-options.ts';
import { metadataOf } from '../../client/metadata-of.ts';
import { originOf } from '../../client/origin-of.ts';
import { openNodeChannel } from '../../platform/node-channel.ts';
import type { LoadedMethod } from './load-protos.ts';

/** What calls any rpc. */
export interface Caller {
  /** The answers to the requests, one or many. Throws NanococoaError, or the signal's reason. */
  call(method: LoadedMethod, requests: readonly object[], signal: AbortSignal): AsyncGenerator<object, void>;
  close(): void;
}

/** Makes a caller that goes on trying to reach the server as the client does, until the first answer has come. */
export function createCaller({ address, options }: { address: string; options: ClientOptions }): Caller {
  const { channel, factory } = openNodeChannel({
    address: originOf(address, options.tls !== undefined),
    tls: options.tls,
    metadata: metadataOf(options),
    onUnreachable: () => {},
  });
  const policy = retryPolicy(options.retry);
  return {
    async *call({ definition }, requests, signal) {
      // On the wire a single message is a stream of one: so one way of calling does for all kinds of rpc.
      const both = { ...definition, requestStream: true as const, responseStream: true as const };
      const client = factory.create({ call: both }, channel);
      const patience = createPatience(policy);
      let hasAnswered = false;
      for (;;) {
        try {
          for await (const answer of client.call(iterate(requests), { signal })) {
            hasAnswered = true;
            yield answer;
          }
          return;
        } catch (error) {
          signal.throwIfAborted();
          // Nobody knows whether an unknown rpc may be repeated once it was begun.
          if (hasAnswered || !isTransient(error)) throw toNanococoaError(error);
          await patience.wait(toNanococoaError(error), signal);
        }
      }
    },
    close: () => channel.close(),
  };
}

async function* iterate(requests: readonly object[]): AsyncGenerator<object> {
  yield* requests;
}
