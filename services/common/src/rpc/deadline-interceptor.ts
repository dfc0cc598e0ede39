import { ServerInterceptingCall, type ServerInterceptor, ServerListenerBuilder } from '@grpc/grpc-js';
import { DEADLINE_KEY } from './context.ts';

/**
 * Writes a call's deadline into its metadata, since nice-grpc's context has a signal but no
 * deadline. What a client sends under that key is replaced.
 */
export const deadlineInterceptor: ServerInterceptor = (_method, call) =>
  new ServerInterceptingCall(call, {
    start(next) {
      next(
        new ServerListenerBuilder()
          .withOnReceiveMetadata((metadata, forward) => {
            const deadline = Number(call.getDeadline());
            metadata.remove(DEADLINE_KEY);
            if (Number.isFinite(deadline)) metadata.set(DEADLINE_KEY, String(deadline));
            forward(metadata);
          })
          .build(),
      );
    },
  });
