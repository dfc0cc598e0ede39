import { createHash } from 'node:crypto';

/**
 * SHA-256 that stands for a model: its only file's, or, where there are several, over the lines "path\tsha256\n" in
 * order of the paths' UTF-8 bytes. Lower-case hexadecimal.
 */
export function modelDigest(files: readonly { path: string; sha256: string }[]): string {
  const [only] = files;
  if (files.length === 1 && only) return only.sha256;
  const lines = files.map(({ path, sha256 }) => ({ path: Buffer.from(path), line: `${path}\t${sha256}\n` }));
  lines.sort((a, b) => Buffer.compare(a.path, b.path));
  return createHash('sha256')
    .update(lines.map(({ line }) => line).join(''))
    .digest('hex');
}
