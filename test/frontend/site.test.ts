import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSite, type Site } from '@nanococoa/frontend/site/site.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';

let dir: string;
let site: Site;
let port: number;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'nanococoa-site-'));
  site = createSite(join(dir, 'web'));
  port = await site.listen('127.0.0.1:0');
});
afterEach(async () => {
  await site.close();
  await rm(dir, { recursive: true });
});

async function build(): Promise<void> {
  await mkdir(join(dir, 'web/assets'), { recursive: true });
  await writeFile(join(dir, 'web/index.html'), '<title>studio</title>');
  await writeFile(join(dir, 'web/assets/app-abc123.js'), 'export {};');
  await writeFile(join(dir, 'web/.secret'), 'hidden');
  await writeFile(join(dir, 'outside.txt'), 'outside');
}

/** A request whose path is sent as it is: fetch would tidy it up. */
function get(path: string, method = 'GET') {
  const { promise, resolve, reject } = Promise.withResolvers<{
    status: number | undefined;
    headers: Record<string, unknown>;
    body: string;
  }>();
  request({ port, path, method, host: '127.0.0.1', agent: false }, (response) => {
    let body = '';
    response.setEncoding('utf8');
    response.on('data', (text: string) => (body += text));
    response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body }));
  })
    .on('error', reject)
    .end();
  return promise;
}

test('the page comes fresh, hashed files for ever, all with strict headers', async () => {
  await build();
  const page = await get('/');
  expect([page.status, page.body]).toEqual([200, '<title>studio</title>']);
  expect(page.headers['cache-control']).toBe('no-cache');
  expect(page.headers['content-security-policy']).toBe(
    "default-src 'self'; img-src 'self' blob: data:; style-src 'self'; script-src 'self' 'wasm-unsafe-eval'; " +
      "connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
  );
  expect(page.headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
  });
  const script = await get('/assets/app-abc123.js');
  expect(script.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  expect(script.headers['content-type']).toContain('javascript');
  expect((await get('/', 'HEAD')).body).toBe('');
});

test.each(['/nothing', '/.secret', '/../outside.txt', '/%2e%2e/outside.txt', '/%2e%2e%2foutside.txt', '/%'])(
  '%s is not there',
  async (path) => {
    await build();
    const answer = await get(path);
    expect([answer.status, answer.body]).toEqual([404, 'There is nothing at this address.\n']);
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
  },
);

test('only GET and HEAD', async () => {
  await build();
  const answer = await get('/', 'POST');
  expect([answer.status, answer.headers.allow]).toEqual([405, 'GET, HEAD']);
});

test('a page that has not been built is said to be missing, and served once it is there', async () => {
  const before = await get('/');
  expect(before.status).toBe(503);
  expect(before.body).toContain('has not been built yet');
  await build();
  expect((await get('/')).status).toBe(200);
});
