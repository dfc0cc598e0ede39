import { isModelId } from '@nanococoa/common/models/model-id.ts';
import { MANIFEST_FILE, MODEL_TASKS, type ModelManifest } from './manifest.ts';
import type { ModelFile } from './model-registry.ts';
import { pathFault } from './relative-path.ts';

/** Larger than the manifest of any pipeline of models, small enough to read whole. */
export const MAX_MANIFEST_BYTES = 1 << 20;
const MAX_FILES = 1000;
const MAX_TEXT_LENGTH = 1000;

/** Says in a few words what is wrong with a model: its manifest or its files. */
export class ModelFault extends Error {
  override readonly name = 'ModelFault';
}

/**
 * Reads the text of a manifest.json strictly: every field is there, none that is not known, each of its type.
 * @throws ModelFault naming the field
 */
export function parseManifest(text: string): ModelManifest {
  const manifest = record(parseJson(text), MANIFEST_FILE, [
    ...['id', 'title', 'task', 'format', 'files', 'licence', 'source', 'memory_bytes'],
  ]);
  const id = words(manifest.id, 'id');
  if (!isModelId(id)) throw new ModelFault(`id "${id}" is not lower-case letters, digits, ".", "_" and "-"`);
  const task = MODEL_TASKS.find((known) => known === manifest.task);
  if (!task) throw new ModelFault(`task is not one of ${MODEL_TASKS.join(', ')}`);
  if (manifest.format !== 'onnx') throw new ModelFault('format is not "onnx"');
  return {
    id,
    title: words(manifest.title, 'title'),
    task,
    format: 'onnx',
    files: parseFiles(manifest.files),
    licence: words(manifest.licence, 'licence'),
    source: words(manifest.source, 'source'),
    memoryBytes: count(manifest.memory_bytes, 'memory_bytes'),
  };
}

function parseFiles(value: unknown): ModelFile[] {
  if (!Array.isArray(value) || value.length === 0 || value.length > MAX_FILES)
    throw new ModelFault(`files is not a list of 1 to ${MAX_FILES} files`);
  const seen = new Set<string>();
  const files = value.map((entry: unknown, index) => {
    const where = `files[${index}]`;
    const file = record(entry, where, ['path', 'sha256', 'size_bytes']);
    const path = words(file.path, `${where}.path`);
    const fault = pathFault(path);
    if (fault) throw new ModelFault(`${where}.path ${JSON.stringify(path)} ${fault}`);
    // Two names that differ in case are one file on some disks.
    const key = path.normalize('NFC').toLowerCase();
    if (key === MANIFEST_FILE) throw new ModelFault(`${where}.path is the manifest itself`);
    if (seen.has(key)) throw new ModelFault(`${where}.path "${path}" is there twice`);
    seen.add(key);
    const { sha256 } = file;
    if (typeof sha256 !== 'string' || !/^[0-9a-f]{64}$/.test(sha256))
      throw new ModelFault(`${where}.sha256 is not 64 lower-case hexadecimal digits`);
    return { path, sha256, sizeBytes: count(file.size_bytes, `${where}.size_bytes`) };
  });
  if (!files.some(({ path }) => path.endsWith('.onnx'))) throw new ModelFault('files has no .onnx file');
  return files;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ModelFault(`${MANIFEST_FILE} is not JSON`);
  }
}

/** An object with exactly these fields. */
function record(value: unknown, where: string, fields: readonly string[]): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new ModelFault(`${where} is not an object`);
  const unknown = Object.keys(value).find((field) => !fields.includes(field));
  if (unknown !== undefined)
    throw new ModelFault(`${where} has a field that is not known: ${JSON.stringify(unknown)}`);
  const missing = fields.find((field) => !Object.hasOwn(value, field));
  if (missing !== undefined) throw new ModelFault(`${where} has no ${missing}`);
  return value as Record<string, unknown>;
}

/** Text without control characters: it is shown on terminals and written to logs. */
function words(value: unknown, where: string): string {
  if (typeof value !== 'string' || value === '' || value.length > MAX_TEXT_LENGTH || /\p{Cc}/u.test(value))
    throw new ModelFault(`${where} is not text of 1 to ${MAX_TEXT_LENGTH} characters`);
  return value;
}

function count(value: unknown, where: string): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 1)
    throw new ModelFault(`${where} is not a whole number above 0`);
  return value;
}
