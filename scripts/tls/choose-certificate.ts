import { checkCertificate } from '../setup/check-certificate.mjs';
import type { StartArguments } from '../setup/start-arguments.mjs';
import { localCertificate } from './local-certificate.ts';
import type { ServerCertificate } from './server-certificate.ts';

/** The certificate that the arguments of `npm start` ask for, if any. The one that is made here need not be there yet. */
export function chooseCertificate(
  tls: StartArguments['tls'],
  localDirectory: string,
): ServerCertificate | undefined {
  if (tls === undefined) return undefined;
  return tls === 'local' ? localCertificate(localDirectory) : checkCertificate(tls, Date.now());
}
