import { afterEach, expect, it, vi } from 'vitest';
import { canStreamRequests } from './request-streams.ts';

afterEach(() => vi.unstubAllGlobals());

/** A browser's Request, as far as it is asked here. */
const stubRequest = (behave: (init: RequestInit & { duplex?: string }) => Headers) =>
  vi.stubGlobal(
    'Request',
    class {
      headers: Headers;
      constructor(_: string, init: RequestInit) {
        this.headers = behave(init);
      }
    },
  );

it('streams requests over TLS in a browser that takes `duplex`', () => {
  stubRequest(({ duplex }) => new Headers(duplex === 'half' ? {} : { 'content-type': 'text/plain' }));
  expect(canStreamRequests('https://ads.example')).toBe(true);
  expect(canStreamRequests('http://ads.example')).toBe(false);
});

it('does not where the stream becomes a text, or nobody asks for `duplex`', () => {
  stubRequest((init) => new Headers(init.duplex ? { 'content-type': 'text/plain' } : {}));
  expect(canStreamRequests('https://ads.example')).toBe(false);
  stubRequest(() => new Headers());
  expect(canStreamRequests('https://ads.example')).toBe(false);
});
