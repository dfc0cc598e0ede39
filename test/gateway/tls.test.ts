// First: the library below registers its parts with it.
import 'reflect-metadata';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { copyFile, mkdtemp, rename, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { createClient } from '@nanococoa/client';
import { FrontendServiceDefinition } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import {
  PemConverter,
  SubjectAlternativeNameExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { afterAll, expect, test } from 'vitest';
import { ensureLocalCertificate } from '../../scripts/tls/local-certificate.ts';
import { testCertificate } from '../support/test-certificate.ts';
import { closing } from './support/closing.ts';
import { startFakeTier } from './support/fake-tier.ts';
import { getOver, handshake } from './support/http-over-tls.ts';
import { httpRequest } from './support/http-request.ts';
import { startGateway } from './support/start-gateway.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

const open = closing();
const certificate = await testCertificate();
const ca = readFileSync(certificate.caPath, 'utf8');
const callers: (string | undefined)[] = [];
const frontend = open(
  await startFakeTier(FrontendServiceDefinition, {
    async getServerStatus(_, { metadata }) {
      callers.push(metadata.get('x-nanococoa-caller'));
      return { status: { version: '7.7.7' } };
    },
  }),
);
const gateway = open(await startGateway({ frontend: frontend.port }, { certificate }));
const address = gateway.listeners.public;
const port = Number(address.split(':')[1]);
const origin = `https://localhost:${port}`;
const dir = await mkdtemp(join(tmpdir(), 'nanococoa-tls-test-'));
afterAll(() => rm(dir, { recursive: true, force: true }));

test.each(['localhost', '127.0.0.1'])(
  'answers gRPC at %s to a client that trusts the authority',
  async (host) => {
    const client = open(createClient(`https://${host}:${port}`, { tls: { ca } }));
    expect((await client.status()).version).toBe('7.7.7');
    expect(callers.at(-1)).toBe('local');
  },
);

test('a client that does not trust the authority gets no call through', async () => {
  const before = callers.length;
  const client = open(createClient(origin));
  await expect(client.status({ giveUpMs: 0 })).rejects.toMatchObject({
    message: expect.stringMatching(/certificate|issuer/),
  });
  expect(callers).toHaveLength(before);
});

test.each([
  [['h2', 'http/1.1'], 'h2'],
  [['http/1.1'], 'http/1.1'],
])('of %s it takes %s, by TLS 1.3', async (ALPNProtocols, alpn) => {
  expect(await handshake(port, { ca, ALPNProtocols })).toMatchObject({ alpn, version: 'TLSv1.3' });
});

test('takes TLS 1.2 and nothing older', async () => {
  expect((await handshake(port, { ca, maxVersion: 'TLSv1.2' })).version).toBe('TLSv1.2');
  const older = { ca, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
  await expect(handshake(port, older)).rejects.toThrow(/protocol version/);
});

test.each(['h2', 'http/1.1'] as const)('answers by %s', async (http) => {
  // No page stands behind this gateway: 503 is its own word.
  expect(await getOver(http, origin, ca)).toBe(503);
});

test('who comes without TLS is shown the way to a page, and told about calls', async () => {
  const page = await httpRequest(address, { path: '/a?b=1', headers: { host: `localhost:${port}` } });
  expect([page.status, page.headers.location]).toEqual([307, `${origin}/a?b=1`]);
  const post = await httpRequest(address, { method: 'POST' });
  expect([post.status, post.body.toString()]).toEqual([400, 'This port speaks TLS: use https.\n']);
  const foreign = await httpRequest(address, { headers: { host: 'evil.example' } });
  expect([foreign.status, foreign.headers.location]).toEqual([400, undefined]);
  const client = open(createClient(address));
  await expect(client.status({ giveUpMs: 0 })).rejects.toMatchObject({
    message: expect.stringContaining('This port speaks TLS: use https.'),
  });
});

test('a certificate put in place of the old one is taken up while it runs', async () => {
  const files = await ensureLocalCertificate({ directory: dir, nowMs: Date.now() - 340 * DAY_MS });
  const renewing = open(await startGateway({}, { certificate: files }));
  const renewingPort = Number(renewing.listeners.public.split(':')[1]);
  const trusted = { ca: readFileSync(files.caPath, 'utf8') };
  const serial = async () => (await handshake(renewingPort, trusted)).certificate.serialNumber;
  const first = await serial();
  await ensureLocalCertificate({ directory: dir, nowMs: Date.now() });
  await expect.poll(serial).not.toBe(first);

  const renewed = await serial();
  const foreignKey = `${files.privateKeyPath}.foreign`;
  await copyFile(certificate.privateKeyPath, foreignKey);
  await rename(foreignKey, files.privateKeyPath);
  const stats = async () => (await httpRequest(renewing.admin, { path: '/stats' })).body.toString();
  await expect.poll(stats).toMatch(/^sds\.public\.key_rotation_failed: [1-9]|^sds.*update_rejected: [1-9]/m);
  expect(await serial()).toBe(renewed);
});

test('a certificate that the authority signed for a site of the internet is refused', async () => {
  const key = PemConverter.decodeFirst(readFileSync(join(certificate.caPath, '../ca-key.pem'), 'utf8'));
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const stolen = await X509CertificateGenerator.create({
    subject: 'CN=shop.example',
    issuer: new X509Certificate(ca).subject,
    publicKey: keys.publicKey,
    signingKey: await crypto.subtle.importKey('pkcs8', key, algorithm, false, ['sign']),
    signingAlgorithm: algorithm,
    extensions: [new SubjectAlternativeNameExtension([{ type: 'dns', value: 'shop.example' }])],
  });
  const privateKey = PemConverter.encode(
    await crypto.subtle.exportKey('pkcs8', keys.privateKey),
    'PRIVATE KEY',
  );
  const shop = open(createServer({ cert: stolen.toString('pem'), key: privateKey }).listen(0, '127.0.0.1'));
  await once(shop, 'listening');
  const { port: shopPort } = shop.address() as AddressInfo;
  await expect(handshake(shopPort, { ca, servername: 'shop.example' })).rejects.toThrow(
    'permitted subtree violation',
  );
});
