import { fileURLToPath } from 'node:url';

/** Path of the sample product photo: a red coffee cup on its saucer, 600 × 400. */
export const SAMPLE_PHOTO = fileURLToPath(new URL('../../assets/sample/coffee.png', import.meta.url));
