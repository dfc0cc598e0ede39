import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Every script that a visitor loads before anything has been opened: those of the page and all that they import statically. */
export function firstLoadScripts(folder: string): string[] {
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  const found = new Set(
    [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/g)].map(([, path]) => path),
  );
  for (const path of found) {
    const code = readFileSync(join(folder, path), 'utf8');
    for (const [, name] of code.matchAll(/(?:\bfrom|\bimport)\s*["']\.\/([^"']+\.js)["']/g))
      found.add(`assets/${name}`);
  }
  return [...found];
}

/** Their size as they travel, bytes. */
export function gzippedBytes(folder: string, scripts: readonly string[]): number {
  return scripts.reduce((sum, path) => sum + gzipSync(readFileSync(join(folder, path))).length, 0);
}
