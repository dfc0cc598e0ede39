import { createHash, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureLocalCertificate, type LocalCertificate } from '../../scripts/tls/local-certificate.ts';

export interface TestCertificate extends LocalCertificate {
  /** SHA-256 of the server's public key (SPKI), base64, as browsers take it. */
  keySha256: string;
}

let made: Promise<TestCertificate> | undefined;

/** The certificate of all gateways with TLS that this process starts, made as the launcher makes its own. */
export function testCertificate(): Promise<TestCertificate> {
  made ??= make();
  return made;
}

async function make(): Promise<TestCertificate> {
  const directory = mkdtempSync(join(tmpdir(), 'nanococoa-tls-'));
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }));
  const files = await ensureLocalCertificate({ directory, nowMs: Date.now() });
  const { publicKey } = new X509Certificate(readFileSync(files.certificatePath));
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  return { ...files, keySha256: createHash('sha256').update(spki).digest('base64') };
}
