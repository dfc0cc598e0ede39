import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import sirv from 'sirv';
import { SECURITY_HEADERS } from './security-headers.ts';

/** The server of the built web page. */
export interface Site {
  /** Listens on "host:port"; port 0 is a free one. Gives the port. */
  listen(address: string): Promise<number>;
  close(): Promise<void>;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** Files whose name changes with their content: Vite puts them under assets/. */
const HASHED = /^\/assets\//;

/** Serves a directory: GET and HEAD only, strict headers, hashed files cached for ever and the page itself never unasked. */
export function createSite(dir: string): Site {
  let files: Handler | undefined;
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD');
      answer(response, 405, 'Only GET and HEAD are allowed here.');
      return;
    }
    // The page may be built after the start; its files are listed once it is.
    files ??= existsSync(join(dir, 'index.html')) ? serveFiles(dir) : undefined;
    if (files) files(request, response);
    else answer(response, 503, 'The web page has not been built yet: run "npm start", or "npm run build".');
  });
  return {
    async listen(address) {
      const at = address.lastIndexOf(':');
      server.listen(Number(address.slice(at + 1)), address.slice(0, at).replace(/^\[|\]$/g, ''));
      await once(server, 'listening');
      return (server.address() as AddressInfo).port;
    },
    async close() {
      if (!server.listening) return;
      server.close();
      server.closeIdleConnections();
      const timer = setTimeout(() => server.closeAllConnections(), 2000);
      await once(server, 'close').finally(() => clearTimeout(timer));
    },
  };
}

function serveFiles(dir: string): Handler {
  return sirv(dir, {
    etag: true,
    dotfiles: false,
    setHeaders(response, pathname) {
      response.setHeader(
        'Cache-Control',
        HASHED.test(pathname) ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
    },
    onNoMatch: (_request, response) => answer(response, 404, 'There is nothing at this address.'),
  });
}

function answer(response: ServerResponse, status: number, sentence: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' });
  response.end(`${sentence}\n`);
}
