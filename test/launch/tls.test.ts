import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createClient } from '@nanococoa/client';
import { afterEach, expect, test } from 'vitest';
import { lockOwner, lockPath } from '../../scripts/setup/lock-file.mjs';
import { getOver } from '../gateway/support/http-over-tls.ts';
import { testCertificate } from '../support/test-certificate.ts';
import { endLaunchers, launch } from './helpers/launcher.ts';

afterEach(endLaunchers);

test('--tls serves https, and says whom to trust and how', async () => {
  const { port, stateDir, says, output, child, ended } = await launch({ args: ['--tls'] });
  const origin = `https://localhost:${port}`;
  const caPath = join(stateDir, 'tls/ca.pem');
  await says(`Programs: NANOCOCOA_ADDRESS=${origin} NANOCOCOA_CA=${caPath} npx nanococoa status\n`);
  expect(output()).toContain(`nanoCocoa is ready: ${origin}\nIts certificate is signed by ${caPath},`);
  expect(output()).toMatch(new RegExp(`^  (certutil|security) .* ${caPath}$`, 'm'));
  expect(lockOwner(lockPath(stateDir))).toMatchObject({ address: origin, caPath });

  const ca = await readFile(caPath, 'utf8');
  expect(await getOver('h2', origin, ca)).toBe(200);
  expect(await getOver('http/1.1', origin, ca)).toBe(200);
  const client = createClient(origin, { tls: { ca } });
  expect((await client.status()).workers).toHaveLength(1);
  client.close();
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
});

test('a certificate of one’s own is served as it is', async () => {
  const own = await testCertificate();
  const args = ['--tls-cert', own.certificatePath, '--tls-key', own.privateKeyPath];
  const { port, says, output } = await launch({ args });
  await says(/is ready: https:\/\/localhost:\d+\n/);
  expect(output()).not.toContain('signed by');
  expect(await getOver('h2', `https://localhost:${port}`, await readFile(own.caPath, 'utf8'))).toBe(200);
});

test('what is wrong with a certificate of one’s own is told before anything starts', async () => {
  const { certificatePath, caPath } = await testCertificate();
  const keyPath = join(caPath, '../ca-key.pem');
  const { output, ended } = await launch({ args: ['--tls-cert', certificatePath, '--tls-key', keyPath] });
  expect(await ended).toBe(1);
  expect(output()).toBe(
    `nanoCocoa: The private key in ${keyPath} is not that of the certificate in ${certificatePath}: give the two that were made together.\n`,
  );
});
