import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ensureEnvoy } from './ensure-envoy.mjs';

/** What ensureEnvoy does when it finds none: it would fetch, which starts with looking for Python. */
const WOULD_FETCH = new Error('would fetch');
const options = { platform: 'none', python: () => Promise.reject(WOULD_FETCH) };

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'envoy-'));
  vi.stubEnv('ENVOY_PATH', undefined);
  vi.stubEnv('PATH', `${dir}:/usr/bin:/bin`);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(dir, { recursive: true });
});

function fakeEnvoy(version: string, name = 'envoy'): string {
  const file = join(dir, name);
  writeFileSync(
    file,
    `#!/bin/sh\necho "${name}  version: 9e5580933739/${version}/Clean/RELEASE/BoringSSL"\n`,
  );
  chmodSync(file, 0o755);
  return file;
}

test('an Envoy on PATH of the right minor version is used', async () => {
  const file = fakeEnvoy('1.40.3');
  expect(await ensureEnvoy(options)).toBe(file);
});

test.each(['1.39.9', '1.41.0', '1.4.0'])('one of version %s is not', async (version) => {
  fakeEnvoy(version);
  await expect(ensureEnvoy(options)).rejects.toBe(WOULD_FETCH);
});

test('the one that ENVOY_PATH names goes first', async () => {
  fakeEnvoy('1.40.3');
  const named = fakeEnvoy('1.40.0', 'my-envoy');
  vi.stubEnv('ENVOY_PATH', named);
  expect(await ensureEnvoy(options)).toBe(named);
});

test('a wrong one that ENVOY_PATH names is refused, not replaced', async () => {
  const named = fakeEnvoy('1.39.0', 'my-envoy');
  vi.stubEnv('ENVOY_PATH', named);
  await expect(ensureEnvoy(options)).rejects.toThrow(
    `ENVOY_PATH=${named} is Envoy 1.39.0, but nanoCocoa needs Envoy 1.40.x: name such a one or unset ENVOY_PATH to have it fetched.`,
  );
});
