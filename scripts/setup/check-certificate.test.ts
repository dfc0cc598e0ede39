// First: the library below registers its parts with it.
import 'reflect-metadata';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PemConverter, SubjectAlternativeNameExtension, X509CertificateGenerator } from '@peculiar/x509';
import { afterAll, expect, test } from 'vitest';
import { ensureLocalCertificate, localCertificate } from '../tls/local-certificate.ts';
import { checkCertificate } from './check-certificate.mjs';

const DAY_MS = 24 * 60 * 60 * 1000;
const NOW_MS = Date.UTC(2030, 0, 15);
const dir = mkdtempSync(join(tmpdir(), 'certificate-'));
afterAll(() => rmSync(dir, { recursive: true }));

await ensureLocalCertificate({ directory: dir, nowMs: NOW_MS, hostName: 'workshop' });
const { certificatePath, privateKeyPath, caPath } = localCertificate(dir);
const check = (files = {}, nowMs = NOW_MS) =>
  checkCertificate({ certificatePath, privateKeyPath, ...files }, nowMs);

/** Writes a file of this text; its path. */
function put(name: string, text: string): string {
  writeFileSync(join(dir, name), text);
  return join(dir, name);
}

test('a pair that fits is taken, with the names that it is for', () => {
  expect(check()).toEqual({
    certificatePath,
    privateKeyPath,
    hosts: ['localhost', '127.0.0.1', 'workshop', '*.localhost'],
  });
});

/** A certificate that signs itself, with a key of this kind. */
async function selfSigned(algorithm: EcKeyGenParams | RsaHashedKeyGenParams, hosts: string[]) {
  const keys = (await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as CryptoKeyPair;
  const certificate = await X509CertificateGenerator.createSelfSigned({
    keys,
    notBefore: new Date(NOW_MS),
    notAfter: new Date(NOW_MS + DAY_MS),
    signingAlgorithm: { ...algorithm, hash: 'SHA-256' },
    extensions: [
      new SubjectAlternativeNameExtension(hosts.map((value) => ({ type: 'dns' as const, value }))),
    ],
  });
  const key = PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY');
  return {
    certificatePath: put('self.pem', certificate.toString('pem')),
    privateKeyPath: put('self-key.pem', key),
  };
}

test('one that signs itself is whom its clients trust, the name without a wildcard first', async () => {
  const files = await selfSigned({ name: 'ECDSA', namedCurve: 'P-384' }, ['*.ads.test', 'ads.test']);
  expect(check(files)).toMatchObject({ hosts: ['ads.test', '*.ads.test'], caPath: files.certificatePath });
});

test('a key that Envoy does not take is refused, and so is a certificate for nobody', async () => {
  const weak = { name: 'RSASSA-PKCS1-v1_5', modulusLength: 1024, publicExponent: new Uint8Array([1, 0, 1]) };
  const files = await selfSigned({ ...weak, hash: 'SHA-256' }, ['ads.test']);
  expect(() => check(files)).toThrow(
    /self-key\.pem is of a kind that Envoy does not take: use RSA of at least 2048/,
  );
  const nameless = { certificatePath: caPath, privateKeyPath: join(dir, 'ca-key.pem') };
  expect(() => check(nameless)).toThrow(/^The certificate in .*ca\.pem is for no host /);
});

test('what is wrong is told in one sentence', () => {
  const none = join(dir, 'none.pem');
  const text = put('text.pem', 'hello');
  const locked = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' },
  }).privateKey;
  const other = join(dir, 'ca-key.pem');
  const cases: [Parameters<typeof check>, string][] = [
    [
      [{ certificatePath: none }],
      `--tls-cert ${none} cannot be read (ENOENT): name a PEM file that you may read.`,
    ],
    [
      [{ privateKeyPath: none }],
      `--tls-key ${none} cannot be read (ENOENT): name a PEM file that you may read.`,
    ],
    [[{ certificatePath: text }], `--tls-cert ${text} holds no certificate: give a file in PEM.`],
    [
      [{ privateKeyPath: put('locked.pem', locked) }],
      `--tls-key ${join(dir, 'locked.pem')} holds no private key without a password: give a file in PEM.`,
    ],
    [
      [{ privateKeyPath: other }],
      `The private key in ${other} is not that of the certificate in ${certificatePath}: give the two that were made together.`,
    ],
    [
      [{}, NOW_MS + 366 * DAY_MS],
      `The certificate in ${certificatePath} expired on 2031-01-15: renew it, or start with --tls alone for one that is made here.`,
    ],
    [
      [{}, NOW_MS - 2 * DAY_MS],
      `The certificate in ${certificatePath} is valid from 2030-01-14 only: check this machine's clock, or give another one.`,
    ],
  ];
  for (const [given, message] of cases)
    expect(() => check(...given)).toThrow(expect.objectContaining({ name: 'SetupError', message }));
});
