import { constants } from 'node:fs';
import { lstat, open } from 'node:fs/promises';
import { join } from 'node:path';
import { MANIFEST_FILE, type ModelManifest } from './manifest.ts';
import { MAX_MANIFEST_BYTES, ModelFault, parseManifest } from './parse-manifest.ts';

/**
 * Reads a model's folder: its manifest, and that each file is there, is a plain file and has its size. Content is not
 * read; that is for `hashFile`.
 *
 * @param id Refuses the manifest of another model.
 * @throws ModelFault saying what is wrong; other errors of the file system as they are
 */
export async function readModelFolder(dir: string, id?: string): Promise<ModelManifest> {
  if (!(await kindOf(dir, 'its folder')).isDirectory()) throw new ModelFault('its folder is not a folder');
  const manifest = parseManifest(await readManifestText(join(dir, MANIFEST_FILE)));
  if (id !== undefined && manifest.id !== id)
    throw new ModelFault(`its manifest is of another model: ${manifest.id}`);
  const folders = new Set<string>();
  for (const { path, sizeBytes } of manifest.files) {
    for (const folder of parentsOf(path)) {
      if (folders.has(folder)) continue;
      folders.add(folder);
      if (!(await kindOf(join(dir, folder), folder)).isDirectory())
        throw new ModelFault(`${folder} is not a folder`);
    }
    const info = await kindOf(join(dir, path), path);
    if (!info.isFile()) throw new ModelFault(`${path} is not a file`);
    if (info.size !== sizeBytes)
      throw new ModelFault(`${path} has ${info.size} bytes, its manifest says ${sizeBytes}`);
  }
  return manifest;
}

/** What lies at a path, which must be there and no link. */
async function kindOf(path: string, name: string) {
  const info = await lstat(path).catch(missingAs(name));
  if (info.isSymbolicLink()) throw new ModelFault(`${name} is a link`);
  return info;
}

async function readManifestText(path: string): Promise<string> {
  // Not through a link, and without waiting should somebody have put a pipe there.
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const file = await open(path, flags).catch((error: unknown) => {
    if (codeOf(error) === 'ELOOP') throw new ModelFault(`${MANIFEST_FILE} is a link`);
    return missingAs(MANIFEST_FILE)(error);
  });
  try {
    const info = await file.stat();
    if (!info.isFile()) throw new ModelFault(`${MANIFEST_FILE} is not a file`);
    if (info.size > MAX_MANIFEST_BYTES) throw new ModelFault(`${MANIFEST_FILE} is larger than 1 MiB`);
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}

function missingAs(name: string): (error: unknown) => never {
  return (error) => {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) throw new ModelFault(`${name} is missing`);
    throw error;
  };
}

/** "a" and "a/b" of "a/b/c". */
function parentsOf(path: string): string[] {
  const names = path.split('/');
  return names.slice(1).map((_, index) => names.slice(0, index + 1).join('/'));
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
