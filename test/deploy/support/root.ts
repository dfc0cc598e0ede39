import { join } from 'node:path';

/** The project's root folder, which is the build context of every image. */
export const ROOT = join(import.meta.dirname, '../../..');
