import { expect, test } from 'vitest';
import { supportedPlatform } from './platform.mjs';

test.each([
  ['linux', 'x64', '2.36', 'linux-x64'],
  ['linux', 'arm64', '2.31', 'linux-arm64'],
  ['darwin', 'arm64', undefined, 'darwin-arm64'],
])('%s on %s is supported', (platform, arch, glibc, name) => {
  expect(supportedPlatform({ platform, arch, glibc })).toBe(name);
});

test('any other platform is refused with what to do', () => {
  expect(() => supportedPlatform({ platform: 'win32', arch: 'x64', glibc: undefined })).toThrow(
    'win32-x64 is not supported: run nanoCocoa on Linux (x64 or arm64) or macOS (arm64), or in containers (deploy/compose).',
  );
  expect(() => supportedPlatform({ platform: 'darwin', arch: 'x64', glibc: undefined })).toThrow(
    /^darwin-x64 is not/,
  );
});

test('a Linux without or with an old glibc is refused', () => {
  const linux = { platform: 'linux', arch: 'x64' };
  expect(() => supportedPlatform({ ...linux, glibc: undefined })).toThrow(
    /has no glibc, but Envoy needs glibc 2\.31/,
  );
  expect(() => supportedPlatform({ ...linux, glibc: '2.28' })).toThrow(/has glibc 2\.28, but/);
});
