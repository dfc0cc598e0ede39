import {
  type ChannelCredentials,
  type Client,
  type CompatServiceDefinition,
  createChannel,
  createClientFactory,
} from 'nice-grpc';
import { errorDetailsClientMiddleware } from 'nice-grpc-error-details';
import { withFastMessages } from '../chunks/fast-messages.ts';
import { CLIENT_OPTIONS } from './channel-options.ts';

export interface RpcClient<D extends CompatServiceDefinition> {
  client: Client<D>;
  close(): void;
}

/**
 * A client of a service, by way of the gateway. Failed calls throw RichClientError;
 * `fromClientError` turns it into an AppError.
 *
 * @param options.address "host:port"
 * @param options.credentials for TLS, as the public listener may have it
 */
export function createRpcClient<D extends CompatServiceDefinition>(
  definition: D,
  options: { address: string; credentials?: ChannelCredentials },
): RpcClient<D> {
  const { address, credentials } = options;
  const channel = createChannel(
    `${credentials ? 'https' : 'http'}://${address}`,
    credentials,
    CLIENT_OPTIONS,
  );
  const client = createClientFactory()
    .use(errorDetailsClientMiddleware)
    .create(withFastMessages(definition), channel);
  return { client, close: () => channel.close() };
}
