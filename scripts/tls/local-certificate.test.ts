// First: the library below registers its parts with it.
import 'reflect-metadata';
import { X509Certificate } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { X509Certificate as ParsedCertificate } from '@peculiar/x509';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ensureLocalCertificate } from './local-certificate.ts';
import { permittedHosts } from './name-constraints.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const NOW_MS = Date.UTC(2030, 0, 1);

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'certificate-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

const read = (name: string) => readFileSync(join(directory, name), 'utf8');
const modeOf = (name: string) => statSync(join(directory, name)).mode & 0o777;

async function ensure({ days = 0, hostName = 'Workshop.local' } = {}) {
  await ensureLocalCertificate({ directory, nowMs: NOW_MS + days * DAY_MS, hostName });
  const authority = new X509Certificate(read('ca.pem'));
  const server = new X509Certificate(read('cert.pem'));
  return { authority, server };
}

test('is for this machine’s names and loopback addresses, by an authority that can sign for no other names', async () => {
  const { authority, server } = await ensure();
  expect(server.subjectAltName).toBe(
    'DNS:localhost, DNS:workshop.local, DNS:*.localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1',
  );
  expect(server.checkIssued(authority) && server.verify(authority.publicKey)).toBe(true);
  expect([authority.ca, server.ca]).toEqual([true, false]);
  expect(server.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
  expect(permittedHosts(new ParsedCertificate(authority.raw))).toEqual(['localhost', 'workshop.local']);
  // 2.5.29.30, critical: who does not know of the limit must not take the authority (RFC 5280, 4.2.1.10).
  expect(authority.raw.includes(Buffer.from('0603551d1e0101ff', 'hex'))).toBe(true);
});

test.each(['192.168.0.1', 'no_dns_name', ''])(
  'a machine named "%s" is called localhost only',
  async (hostName) => {
    const { server } = await ensure({ hostName });
    expect(server.subjectAltName).toMatch(/^DNS:localhost, DNS:\*\.localhost, IP/);
  },
);

test('keys are their owner’s, also after somebody opened them', async () => {
  await ensure();
  expect(['ca-key.pem', 'key.pem'].map(modeOf)).toEqual([0o600, 0o600]);
  chmodSync(join(directory, 'key.pem'), 0o644);
  await ensure();
  expect(modeOf('key.pem')).toBe(0o600);
});

test('stays the same until a month before its end, then is renewed by the same authority', async () => {
  const first = await ensure();
  expect((await ensure({ days: 330 })).server.raw).toEqual(first.server.raw);
  const renewed = await ensure({ days: 340, hostName: 'renamed' });
  expect(renewed.authority.raw).toEqual(first.authority.raw);
  expect(renewed.server.serialNumber).not.toBe(first.server.serialNumber);
  expect(renewed.server.validToDate.getTime()).toBe(NOW_MS + (340 + 365) * DAY_MS);
  // What the authority may not sign is not in it.
  expect(renewed.server.subjectAltName).not.toContain('renamed');
  expect(renewed.server.verify(renewed.authority.publicKey)).toBe(true);
});

test('an authority that would end before what it signs is replaced, with all that it signed', async () => {
  const first = await ensure();
  const later = await ensure({ days: 3650 - 364 });
  expect(later.authority.raw).not.toEqual(first.authority.raw);
  expect(later.server.verify(later.authority.publicKey)).toBe(true);
});

test.each(['ca.pem', 'ca-key.pem', 'cert.pem', 'key.pem'])('a damaged %s is made anew', async (name) => {
  const first = await ensure();
  writeFileSync(join(directory, name), 'what an interrupted copy left');
  const { authority, server } = await ensure();
  expect(server.verify(authority.publicKey)).toBe(true);
  expect(server.raw).not.toEqual(first.server.raw);
  expect(authority.raw.equals(first.authority.raw)).toBe(!name.startsWith('ca'));
});
