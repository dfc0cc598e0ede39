import { lstat, open, readdir } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { MANIFEST_FILE } from '../../services/model-serving/src/registry/manifest.ts';
import { NotOnnx, readOnnx } from '../../services/model-serving/src/registry/read-onnx.ts';
import { pathFault } from '../../services/model-serving/src/registry/relative-path.ts';
import { SetupError } from '../setup/setup-error.mjs';

/** Text that goes with models: settings, tokenizers, licences. */
const TEXT_FILE = /(\.(json|txt|md)|^vocab\.[a-z0-9]+|^LICEN[CS]E[\w.-]*)$/i;

/** The vocabularies of the largest tokenizers have some 30 MB. */
const MAX_TEXT_BYTES = 64_000_000;
const MAX_FILES = 1000;

/**
 * The files of a model's folder, after all has been checked: ONNX models, the files that these keep tensors in, and
 * known kinds of text; each a plain file inside the folder.
 *
 * @returns Paths with "/" between names, sorted; the manifest is not among them.
 * @throws SetupError naming the first file that is refused, and why
 */
export async function modelFiles(dir: string): Promise<string[]> {
  const paths = await plainFiles(dir, '');
  const models = paths.filter((path) => path.endsWith('.onnx'));
  if (models.length === 0) throw new SetupError('There is no .onnx file in it.');
  const tensors = new Set<string>();
  for (const path of models)
    for (const location of checkModelFile(dir, path)) {
      if (!paths.includes(location))
        throw new SetupError(`${path} keeps tensors in ${location}, which is not there.`);
      tensors.add(location);
    }
  for (const path of paths) {
    if (models.includes(path) || tensors.has(path)) continue;
    if (!TEXT_FILE.test(posix.basename(path)))
      throw new SetupError(
        `${path} is refused: it is no ONNX model, no file of one, and no known kind of text.`,
      );
    await checkText(join(dir, path), path);
  }
  return paths.filter((path) => path !== MANIFEST_FILE);
}

/** All files below a folder; anything but folders and plain files with usual names is refused. */
async function plainFiles(dir: string, below: string): Promise<string[]> {
  const paths: string[] = [];
  for (const entry of await readdir(join(dir, below), { withFileTypes: true })) {
    const path = posix.join(below, entry.name);
    const fault = pathFault(path);
    if (fault) throw new SetupError(`${JSON.stringify(path)} is refused: its name ${fault}.`);
    if (entry.isSymbolicLink()) throw new SetupError(`${path} is refused: it is a link.`);
    if (entry.isDirectory()) paths.push(...(await plainFiles(dir, path)));
    else if (entry.isFile()) paths.push(path);
    else throw new SetupError(`${path} is refused: it is neither a file nor a folder.`);
    if (paths.length > MAX_FILES) throw new SetupError(`It has more than ${MAX_FILES} files.`);
  }
  const seen = new Set<string>();
  for (const path of paths) {
    const key = path.normalize('NFC').toLowerCase();
    if (seen.has(key)) throw new SetupError(`${path} is refused: another file differs from it in case only.`);
    seen.add(key);
  }
  return paths.sort();
}

/**
 * Checks that a file is an ONNX model that keeps its tensors inside of its folder.
 * @param path Below the model's folder.
 * @returns The files that it keeps tensors in, as paths below the model's folder.
 * @throws SetupError saying why it is refused
 */
export function checkModelFile(dir: string, path: string): string[] {
  try {
    return readOnnx(join(dir, path)).externalLocations.map((location) => {
      const fault = pathFault(location);
      if (fault) throw new NotOnnx(`it keeps tensors in ${JSON.stringify(location)}, a path that ${fault}`);
      return posix.join(dirname(path), location);
    });
  } catch (error) {
    if (error instanceof NotOnnx) throw new SetupError(`${path} is refused: ${error.message}.`);
    throw error;
  }
}

async function checkText(file: string, path: string): Promise<void> {
  const { size } = await lstat(file);
  if (size > MAX_TEXT_BYTES) throw new SetupError(`${path} is refused: it is too large for text.`);
  const handle = await open(file);
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    for await (const piece of handle.createReadStream({ autoClose: false })) {
      if (piece.includes(0)) throw new Error('a zero byte');
      decoder.decode(piece, { stream: true });
    }
    decoder.decode();
  } catch {
    throw new SetupError(`${path} is refused: its name says text, but it is not.`);
  } finally {
    await handle.close();
  }
}
