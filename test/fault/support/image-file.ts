import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** The folders and the name in a path that are a digest cut into pieces. */
const DIGEST = /(?:^|\/)([0-9a-f]{2})\/(?:([0-9a-f]{2})\/)?([0-9a-f]{60,62})$/;

/** The SHA-256 that the path of an image's file spells; undefined where it is none. */
export function digestOfPath(path: string): string | undefined {
  const digest = DIGEST.exec(path)?.slice(1).join('');
  return digest?.length === 64 ? digest : undefined;
}

/** The file that holds an image's bytes below a folder. */
export async function imageFile(folder: string, imageId: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const path = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .find((each) => digestOfPath(each) === imageId);
  if (!path) throw new Error(`no file holds image ${imageId}`);
  return path;
}
