import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root folder. */
export const ROOT_DIR = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const DEFAULT_STATE_DIR = join(ROOT_DIR, '.nanococoa');

/** What runs leave behind: data, logs. Ignored by git. */
export const STATE_DIR = resolve(process.env.NANOCOCOA_STATE_DIR ?? DEFAULT_STATE_DIR);

/** What set-up fetched or made, the same for every state folder. May be deleted; set-up fetches it again. */
export const CACHE_DIR = join(DEFAULT_STATE_DIR, 'cache');
