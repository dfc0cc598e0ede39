import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root folder. */
export const ROOT_DIR = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Everything that runs leave behind: data, logs, downloads, models. Ignored by git. */
export const STATE_DIR = join(ROOT_DIR, '.nanococoa');

/** What set-up fetched or made. May be deleted at any time; set-up fetches it again. */
export const CACHE_DIR = join(STATE_DIR, 'cache');
