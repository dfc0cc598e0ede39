import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { SetupError } from './setup-error.mjs';

/** What Envoy takes. */
const CURVES = ['prime256v1', 'secp384r1', 'secp521r1'];
const MIN_RSA_BITS = 2048;

const LOOPBACK = ['localhost', '127.0.0.1'];

/**
 * Looks at an own certificate and its key, so that what is wrong with them is said in words before anything starts.
 *
 * @param {import('./start-arguments.mjs').OwnFiles} files
 * @param {number} nowMs
 * @returns {import('../tls/server-certificate.ts').ServerCertificate}
 * @throws {SetupError}
 */
export function checkCertificate({ certificatePath, privateKeyPath }, nowMs) {
  const certificate = parse(certificatePath, '--tls-cert', 'certificate', (pem) => new X509Certificate(pem));
  const key = parse(privateKeyPath, '--tls-key', 'private key without a password', createPrivateKey);
  if (!certificate.checkPrivateKey(key)) {
    throw new SetupError(
      `The private key in ${privateKeyPath} is not that of the certificate in ${certificatePath}: give the two that were made together.`,
    );
  }
  checkDates(certificate, certificatePath, nowMs);
  checkKind(key, privateKeyPath);
  const hosts = hostsOf(certificate);
  if (hosts.length === 0) {
    throw new SetupError(
      `The certificate in ${certificatePath} is for no host (it has no subject alternative name): give one that is for localhost or the name by which you open the page.`,
    );
  }
  return {
    certificatePath,
    privateKeyPath,
    hosts,
    // One that nobody else has signed is trusted by itself.
    ...(certificate.checkIssued(certificate) && { caPath: certificatePath }),
  };
}

/**
 * @template T
 * @param {string} path
 * @param {string} option
 * @param {string} what
 * @param {(pem: Buffer) => T} read
 * @returns {T}
 */
function parse(path, option, what, read) {
  let pem;
  try {
    pem = readFileSync(path);
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    throw new SetupError(`${option} ${path} cannot be read (${code}): name a PEM file that you may read.`);
  }
  try {
    return read(pem);
  } catch (error) {
    throw new SetupError(`${option} ${path} holds no ${what}: give a file in PEM.`, { cause: error });
  }
}

/** @param {X509Certificate} certificate @param {string} path @param {number} nowMs */
function checkDates(certificate, path, nowMs) {
  const [from, to] = [certificate.validFrom, certificate.validTo].map((text) => new Date(text));
  const day = (/** @type {Date} */ date) => date.toISOString().slice(0, 10);
  if (to.getTime() <= nowMs) {
    throw new SetupError(
      `The certificate in ${path} expired on ${day(to)}: renew it, or start with --tls alone for one that is made here.`,
    );
  }
  if (from.getTime() > nowMs) {
    throw new SetupError(
      `The certificate in ${path} is valid from ${day(from)} only: check this machine's clock, or give another one.`,
    );
  }
}

/** @param {import('node:crypto').KeyObject} key @param {string} path */
function checkKind({ asymmetricKeyType: type, asymmetricKeyDetails: details }, path) {
  const isTaken =
    (type === 'rsa' && (details?.modulusLength ?? 0) >= MIN_RSA_BITS) ||
    (type === 'ec' && CURVES.includes(details?.namedCurve ?? ''));
  if (isTaken) return;
  throw new SetupError(
    `The private key in ${path} is of a kind that Envoy does not take: use RSA of at least ${MIN_RSA_BITS} bits, or an elliptic curve key (P-256, P-384 or P-521).`,
  );
}

/** @param {X509Certificate} certificate */
function hostsOf(certificate) {
  const names = [...(certificate.subjectAltName ?? '').matchAll(/(?:^|, )DNS:([^,"]+)/g)].map(
    ([, name]) => name,
  );
  const isFor = (/** @type {string} */ host) =>
    (host === 'localhost' ? certificate.checkHost(host) : certificate.checkIP(host)) !== undefined;
  const whole = names.filter((name) => !name.includes('*'));
  const wildcards = names.filter((name) => name.includes('*'));
  return [...new Set([...LOOPBACK.filter(isFor), ...whole, ...wildcards])];
}
