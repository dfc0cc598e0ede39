import { FrontendServiceDefinition } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import type { ClientMiddleware } from 'nice-grpc-common';
import { errorDetailsClientMiddleware } from 'nice-grpc-error-details';
import { type Client, createChannel, createClientFactory } from 'nice-grpc-web';
import { isTransient } from './errors.ts';

/** The public API over gRPC-Web. */
export type FrontendClient = Client<FrontendServiceDefinition>;

/**
 * Makes a client for the gateway at `address` (an origin such as "http://127.0.0.1:8080").
 * `onUnreachable` hears of each call that did not get through.
 */
export function createFrontendClient(
  address: string,
  o: { onUnreachable?: () => void } = {},
): FrontendClient {
  return createClientFactory()
    .use(errorDetailsClientMiddleware)
    .use(noticing(o.onUnreachable ?? (() => {})))
    .create(FrontendServiceDefinition, createChannel(address));
}

function noticing(onUnreachable: () => void): ClientMiddleware {
  return async function* noticeUnreachable(call, options) {
    try {
      return yield* call.next(call.request, options);
    } catch (error) {
      if (isTransient(error)) onUnreachable();
      throw error;
    }
  };
}
