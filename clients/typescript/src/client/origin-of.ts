/**
 * The origin of an address: "127.0.0.1:8080" is "http://127.0.0.1:8080", with keys for TLS https.
 *
 * @throws TypeError when it is no http(s) address or has a path
 */
export function originOf(address: string, hasTls: boolean): string {
  const full = address.includes('://') ? address : `${hasTls ? 'https' : 'http'}://${address}`;
  const url = URL.canParse(full) ? new URL(full) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search || url.hash) {
    throw new TypeError(`"${address}" is no address: give HOST:PORT, http://HOST:PORT or https://HOST:PORT.`);
  }
  return url.origin;
}
