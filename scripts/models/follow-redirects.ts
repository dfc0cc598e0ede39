import { SetupError } from '../setup/setup-error.mjs';

const MAX_REDIRECTS = 10;

/**
 * `fetch` that looks at each address before it asks there: a redirect must not lead from https to http. What authorises
 * stays with the server that it is for.
 * @throws SetupError for too many; what `checkAddress` throws
 */
export async function followRedirects(
  url: URL,
  init: RequestInit,
  checkAddress: (url: URL) => void,
): Promise<Response> {
  const headers = new Headers(init.headers);
  let address = url;
  for (let count = 0; count <= MAX_REDIRECTS; count++) {
    checkAddress(address);
    const response = await fetch(address, { ...init, headers, redirect: 'manual' });
    const location = response.headers.get('location');
    if (![301, 302, 303, 307, 308].includes(response.status) || location === null) return response;
    await response.body?.cancel();
    address = new URL(location, address);
    if (address.origin !== url.origin) headers.delete('authorization');
  }
  throw new SetupError(`${url.host} leads on and on.`);
}
