import { createPrivateKey, X509Certificate } from 'node:crypto';
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { KeyPair } from './make-certificates.ts';
import type { ServerCertificate } from './server-certificate.ts';

/** A certificate that was made here, and the authority that signed it. */
export interface LocalCertificate extends ServerCertificate {
  caPath: string;
}

export interface LocalCertificateOptions {
  /** Keeps the files; made if it is not there. */
  directory: string;
  nowMs: number;
  /** The machine's name; it is in the certificate if it is a DNS name. */
  hostName?: string;
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** A month: a machine that sleeps over its holidays wakes with a certificate that is still good. */
const RENEW_BEFORE_MS = 30 * DAY_MS;
/** An authority that ends before the certificates it signs would is replaced. */
const AUTHORITY_RENEW_BEFORE_MS = 365 * DAY_MS;

/** Where the certificate of a directory lies, there or not yet. */
export function localCertificate(directory: string): LocalCertificate {
  return {
    caPath: join(directory, 'ca.pem'),
    certificatePath: join(directory, 'cert.pem'),
    privateKeyPath: join(directory, 'key.pem'),
    hosts: ['localhost', '127.0.0.1'],
  };
}

/**
 * The certificate of this machine, made or renewed where need be: it is good for at least another month. The
 * authority stays the same as long as it can sign, so that it has to be trusted once only; what is missing, damaged or
 * does not fit together is made anew. Private keys can be read by their owner only.
 */
export async function ensureLocalCertificate(o: LocalCertificateOptions): Promise<LocalCertificate> {
  const files = localCertificate(o.directory);
  const caKeyPath = join(o.directory, 'ca-key.pem');
  await mkdir(o.directory, { recursive: true, mode: 0o700 });

  let authority = await readPair(files.caPath, caKeyPath);
  const authorityIsGood = authority && lastsFor(authority.certificate, o.nowMs, AUTHORITY_RENEW_BEFORE_MS);
  const server = await readPair(files.certificatePath, files.privateKeyPath);
  if (authority && authorityIsGood && server && isGood(server, authority, o.nowMs)) return files;

  // The library takes 80 ms to load, and most starts do without it.
  const { makeAuthority, makeServerCertificate } = await import('./make-certificates.ts');
  if (!authority || !authorityIsGood) {
    authority = await makeAuthority(hostsOf(o.hostName ?? hostname()), o.nowMs);
    await replace(caKeyPath, authority.privateKey, 0o600);
    await replace(files.caPath, authority.certificate, 0o644);
  }
  const made = await makeServerCertificate(authority, o.nowMs);
  // Envoy reads the two again at each of these, and takes them when they match: after the second.
  await replace(files.privateKeyPath, made.privateKey, 0o600);
  await replace(files.certificatePath, made.certificate, 0o644);
  return files;
}

/** Both files if they can be read and belong together. */
async function readPair(certificatePath: string, keyPath: string): Promise<KeyPair | undefined> {
  try {
    const [certificate, privateKey] = await Promise.all([
      readFile(certificatePath, 'utf8'),
      readFile(keyPath, 'utf8'),
    ]);
    const matches = new X509Certificate(certificate).checkPrivateKey(createPrivateKey(privateKey));
    // One that came by way of a copy or a backup may have lost its mode.
    await chmod(keyPath, 0o600);
    return matches ? { certificate, privateKey } : undefined;
  } catch {
    return undefined;
  }
}

function isGood(server: KeyPair, authority: KeyPair, nowMs: number): boolean {
  const isSigned = new X509Certificate(server.certificate).verify(
    new X509Certificate(authority.certificate).publicKey,
  );
  return isSigned && lastsFor(server.certificate, nowMs, RENEW_BEFORE_MS);
}

function lastsFor(certificate: string, nowMs: number, durationMs: number): boolean {
  const { validFromDate, validToDate } = new X509Certificate(certificate);
  return validFromDate.getTime() <= nowMs && validToDate.getTime() > nowMs + durationMs;
}

/** Whole or not at all: a reader finds the old file or the new one. */
async function replace(path: string, content: string, mode: number): Promise<void> {
  const next = `${path}.next`;
  await writeFile(next, content, { mode });
  await chmod(next, mode);
  await rename(next, path);
}

function hostsOf(hostName: string): string[] {
  const name = hostName.toLowerCase();
  const isDnsName = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/.test(
    name,
  );
  // Four numbers look like a name, too.
  return isDnsName && !/^[\d.]+$/.test(name) && name.length <= 253
    ? [...new Set(['localhost', name])]
    : ['localhost'];
}
