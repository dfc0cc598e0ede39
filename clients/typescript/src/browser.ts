import type { NanococoaClient } from './client/client.ts';
import type { ClientOptions } from './client/client-options.ts';
import { createClientOn } from './client/create-client.ts';
import { BROWSER_PLATFORM } from './platform/browser-platform.ts';

export * from './exports.ts';

/**
 * Makes a client that speaks gRPC-Web.
 *
 * @param address The mesh's origin, such as "https://ads.example.com"; in its own page `location.origin`
 */
export function createClient(address: string, options: ClientOptions = {}): NanococoaClient {
  return createClientOn(BROWSER_PLATFORM, address, options);
}
