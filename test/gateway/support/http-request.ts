import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'node:http';

export interface HttpAnswer {
  status: number | undefined;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** An HTTP/1.1 request with any header, Host and Origin too, which `fetch` sets by itself. */
export function httpRequest(
  address: string,
  options: { method?: string; path?: string; headers?: Record<string, string>; body?: Uint8Array },
): Promise<HttpAnswer> {
  const { method = 'GET', path = '/', headers = {}, body } = options;
  const [host, port] = address.split(':');
  return new Promise((resolve, reject) => {
    const sent = request({ host, port, method, path, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
