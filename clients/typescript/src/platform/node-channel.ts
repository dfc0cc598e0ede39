import {
  type Channel,
  ChannelCredentials,
  type ClientFactory,
  createChannel,
  createClientFactory,
} from 'nice-grpc';
import { errorDetailsClientMiddleware } from 'nice-grpc-error-details';
import { CHANNEL_OPTIONS } from './channel-options.ts';
import { metadataMiddleware } from './metadata-middleware.ts';
import { noticingMiddleware } from './noticing-middleware.ts';
import type { ConnectOptions, TlsOptions } from './platform.ts';

/** An HTTP/2 channel, and what makes clients whose errors have their details and whose calls carry the metadata. */
export function openNodeChannel(o: ConnectOptions): { channel: Channel; factory: ClientFactory } {
  const channel = createChannel(o.address, o.tls && credentialsOf(o.tls), CHANNEL_OPTIONS);
  const factory = createClientFactory()
    .use(errorDetailsClientMiddleware)
    .use(noticingMiddleware(o.onUnreachable))
    .use(metadataMiddleware(o.metadata));
  return { channel, factory };
}

function credentialsOf({ ca, key, cert }: TlsOptions): ChannelCredentials {
  return ChannelCredentials.createSsl(bytesOf(ca), bytesOf(key), bytesOf(cert));
}

function bytesOf(pem: string | Uint8Array | undefined): Buffer | null {
  return pem === undefined ? null : Buffer.from(pem as string);
}
