import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeLock } from '../setup/lock-file.mjs';
import { SetupError } from '../setup/setup-error.mjs';

const claims = new Set<{ release(): void }>();

/**
 * Takes a port for this process, until its end, among all that ask here: between choosing a free port and listening
 * on it, another mesh that starts at the same moment would find it free, too.
 *
 * @returns whether nobody else has it
 */
export function claimPort(port: number): boolean {
  const path = join(tmpdir(), `nanococoa-ports-${process.getuid?.() ?? 0}`, String(port));
  try {
    const claim = takeLock(path, `port ${port}`);
    if (claims.size === 0) process.once('exit', giveBack);
    claims.add(claim);
    return true;
  } catch (error) {
    if (error instanceof SetupError) return false;
    throw error;
  }
}

function giveBack(): void {
  for (const claim of claims) claim.release();
}
