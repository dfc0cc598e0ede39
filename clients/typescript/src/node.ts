import type { NanococoaClient } from './client/client.ts';
import type { ClientOptions } from './client/client-options.ts';
import { createClientOn } from './client/create-client.ts';
import { NODE_PLATFORM } from './platform/node-platform.ts';

export * from './exports.ts';

/**
 * Makes a client that speaks gRPC over HTTP/2.
 *
 * @param address "host:port" (the studio's own is "127.0.0.1:8080"), or "https://host:port" for TLS
 */
export function createClient(address: string, options: ClientOptions = {}): NanococoaClient {
  return createClientOn(NODE_PLATFORM, address, options);
}
