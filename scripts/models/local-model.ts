import { lstat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { MANIFEST_FILE, type ModelManifest } from '../../services/model-serving/src/registry/manifest.ts';
import { ModelFault } from '../../services/model-serving/src/registry/parse-manifest.ts';
import { readModelFolder } from '../../services/model-serving/src/registry/read-model-folder.ts';
import { SetupError } from '../setup/setup-error.mjs';
import { checkModelFile, modelFiles } from './model-files.ts';

/** A model on this machine's disk, looked through but not yet copied. */
export interface LocalModel {
  isFolder: boolean;
  /** What its manifest.json says, where there is one. */
  manifest: ModelManifest | undefined;
  files: { from: string; path: string; sizeBytes: number }[];
}

/** Looks through a file or a folder. @throws SetupError for what is not there or refused */
export async function readLocalModel(path: string): Promise<LocalModel> {
  const info = await lstat(path).catch(() => undefined);
  if (!info) throw new SetupError(`There is nothing at ${path}.`);
  if (info.isSymbolicLink()) throw new SetupError(`${path} is refused: it is a link. Name what it leads to.`);
  if (info.isDirectory()) return await readFolder(path);
  if (!info.isFile()) throw new SetupError(`${path} is refused: it is neither a file nor a folder.`);
  const name = basename(path);
  if (!name.endsWith('.onnx')) throw new SetupError(`${name} is refused: it is no .onnx file.`);
  // Tensors in other files need these files too.
  const [external] = checkModelFile(dirname(path), name);
  if (external !== undefined)
    throw new SetupError(`${name} keeps tensors in ${external}: add the folder that holds both.`);
  return { isFolder: false, manifest: undefined, files: [{ from: path, path: name, sizeBytes: info.size }] };
}

async function readFolder(dir: string): Promise<LocalModel> {
  const paths = await modelFiles(dir);
  const hasManifest = await lstat(join(dir, MANIFEST_FILE)).catch(() => undefined);
  const manifest = hasManifest && (await readModelFolder(dir).catch(inWords));
  if (manifest) {
    const listed = new Set(manifest.files.map(({ path }) => path));
    const more = paths.find((path) => !listed.has(path));
    if (more !== undefined) throw new SetupError(`${more} is refused: ${MANIFEST_FILE} does not list it.`);
  }
  const files = paths.map(async (path) => {
    const from = join(dir, path);
    return { from, path, sizeBytes: (await lstat(from)).size };
  });
  return { isFolder: true, manifest, files: await Promise.all(files) };
}

function inWords(error: unknown): never {
  if (error instanceof ModelFault) throw new SetupError(`It is refused: ${error.message}.`, { cause: error });
  throw error;
}
