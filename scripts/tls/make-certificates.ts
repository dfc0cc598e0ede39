// First: the library below registers its parts with it.
import 'reflect-metadata';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { limitedTo, permittedHosts } from './name-constraints.ts';

/** A certificate and its private key, PEM. */
export interface KeyPair {
  certificate: string;
  privateKey: string;
}

/** Elliptic curve P-256: what every client takes, and quick to make. */
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

const DAY_MS = 24 * 60 * 60 * 1000;
/** Trusting an authority is a person's work, so it lasts. */
const AUTHORITY_DAYS = 3650;
/** Systems refuse certificates of servers that are valid for more than 825 days (Apple), browsers are to follow. */
const SERVER_DAYS = 365;
/** The clock of who looks at the certificate may be behind. */
const BEFORE_MS = DAY_MS;

/** An authority that can sign for no other host names than these and those below them. */
export async function makeAuthority(hosts: string[], nowMs: number): Promise<KeyPair> {
  const keys = await makeKeys();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    // The key's id tells it from an earlier one of the same name, also to a person in a list.
    name: `CN=nanoCocoa local authority ${await shortIdOf(keys.publicKey)}, O=nanoCocoa`,
    keys,
    ...validity(nowMs, AUTHORITY_DAYS),
    signingAlgorithm: ALGORITHM,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      limitedTo(hosts),
    ],
  });
  return { certificate: pem(certificate), privateKey: await pemOf(keys.privateKey) };
}

/** A server's certificate for the authority's hosts, what is below localhost, and the loopback addresses. */
export async function makeServerCertificate(authority: KeyPair, nowMs: number): Promise<KeyPair> {
  const issuer = new X509Certificate(authority.certificate);
  const keys = await makeKeys();
  const hosts = [...permittedHosts(issuer), '*.localhost'];
  const certificate = await X509CertificateGenerator.create({
    subject: 'CN=nanoCocoa, O=nanoCocoa',
    issuer: issuer.subject,
    publicKey: keys.publicKey,
    signingKey: await importKey(authority.privateKey),
    ...validity(nowMs, SERVER_DAYS),
    signingAlgorithm: ALGORITHM,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      await AuthorityKeyIdentifierExtension.create(issuer.publicKey),
      new SubjectAlternativeNameExtension([
        ...hosts.map((value) => ({ type: 'dns' as const, value })),
        ...['127.0.0.1', '::1'].map((value) => ({ type: 'ip' as const, value })),
      ]),
    ],
  });
  return { certificate: pem(certificate), privateKey: await pemOf(keys.privateKey) };
}

function makeKeys(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
}

function importKey(privateKey: string): Promise<CryptoKey> {
  return crypto.subtle.importKey('pkcs8', PemConverter.decodeFirst(privateKey), ALGORITHM, false, ['sign']);
}

async function pemOf(key: CryptoKey): Promise<string> {
  return `${PemConverter.encode(await crypto.subtle.exportKey('pkcs8', key), PemConverter.PrivateKeyTag)}\n`;
}

function pem(certificate: X509Certificate): string {
  return `${certificate.toString('pem')}\n`;
}

function validity(nowMs: number, days: number): { notBefore: Date; notAfter: Date } {
  return { notBefore: new Date(nowMs - BEFORE_MS), notAfter: new Date(nowMs + days * DAY_MS) };
}

async function shortIdOf(key: CryptoKey): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await crypto.subtle.exportKey('spki', key));
  return Buffer.from(digest).toString('hex').slice(0, 8);
}
