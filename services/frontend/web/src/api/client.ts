import { FrontendServiceDefinition } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import { isAbortError } from 'abort-controller-x';
import type { ClientMiddleware } from 'nice-grpc-common';
import { errorDetailsClientMiddleware } from 'nice-grpc-error-details';
import { type Client, createChannel, createClientFactory } from 'nice-grpc-web';
import { isTransient } from './errors.ts';

/** The public API over gRPC-Web. */
export type FrontendClient = Client<FrontendServiceDefinition>;

/**
 * Makes a client for the gateway at `address` (an origin such as "http://127.0.0.1:8080").
 * `onReachable` hears after each call whether the services could be reached.
 */
export function createFrontendClient(
  address: string,
  o: { onReachable?: (reachable: boolean) => void } = {},
): FrontendClient {
  return createClientFactory()
    .use(errorDetailsClientMiddleware)
    .use(reachability(o.onReachable ?? (() => {})))
    .create(FrontendServiceDefinition, createChannel(address));
}

function reachability(report: (reachable: boolean) => void): ClientMiddleware {
  return async function* reportReachability(call, options) {
    try {
      const response = yield* call.next(call.request, {
        ...options,
        // A stream may stay silent for long: its header is the sign of life.
        onHeader(header) {
          report(true);
          options.onHeader?.(header);
        },
      });
      report(true);
      return response;
    } catch (error) {
      if (!isAbortError(error)) report(!isTransient(error));
      throw error;
    }
  };
}
