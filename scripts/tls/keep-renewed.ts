import { SetupError } from '../setup/setup-error.mjs';
import { ensureLocalCertificate } from './local-certificate.ts';

const CHECK_MS = 60 * 60 * 1000;

/**
 * Makes the local certificate if need be, and renews it in time as long as this process runs: Envoy takes it up.
 *
 * @throws {SetupError} when it cannot be made
 */
export async function keepRenewed(directory: string, log: (line: string) => void): Promise<void> {
  const ensure = () => ensureLocalCertificate({ directory, nowMs: Date.now() });
  await ensure().catch((error: NodeJS.ErrnoException) => {
    const why = error.code ?? error.message;
    throw new SetupError(
      `A certificate cannot be made in ${directory} (${why}): give yourself permission to write there, or delete it.`,
      { cause: error },
    );
  });
  setInterval(() => {
    ensure().catch((error: Error) => log(`The certificate could not be renewed: ${error.message}`));
  }, CHECK_MS).unref();
}
