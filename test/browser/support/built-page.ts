import { fileURLToPath } from 'node:url';
import { ensureWeb } from '../../../scripts/setup/ensure-web.mjs';

/** The folder of the built page; built now if its sources are newer. */
export async function builtPage(): Promise<string> {
  await ensureWeb({ node: process.execPath });
  return fileURLToPath(new URL('../../../services/frontend/web/dist', import.meta.url));
}
