import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { CatalogueFont } from './font-catalogue.ts';

const require = createRequire(import.meta.url);

/** Where a catalogue font's file lies on this machine. Throws when its package is not installed. */
export function fontFile(font: Pick<CatalogueFont, 'package' | 'file'>): string {
  return join(dirname(require.resolve(`${font.package}/package.json`)), font.file);
}
