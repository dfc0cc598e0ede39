/**
 * Whether this browser can send a request as a stream to the address: Chromium does, over HTTP/2 and so over TLS only
 * (https://developer.chrome.com/docs/capabilities/web-apis/fetch-streaming-requests). A browser that does not asks
 * nobody for `duplex`, and takes the stream for text, which has a content type.
 */
export function canStreamRequests(address: string): boolean {
  if (!address.startsWith('https:')) return false;
  let isAsked = false;
  const { headers } = new Request(address, {
    method: 'POST',
    body: new ReadableStream(),
    get duplex() {
      isAsked = true;
      return 'half';
    },
  } as RequestInit);
  return isAsked && !headers.has('content-type');
}
