import { constants, type ReadStream } from 'node:fs';
import { mkdir, open, rename } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { hashFile } from '../../services/model-serving/src/registry/hash-file.ts';
import { pathFault } from '../../services/model-serving/src/registry/relative-path.ts';
import { findPython } from '../setup/find-python.mjs';
import { megabytes } from '../setup/progress.mjs';
import { SetupError } from '../setup/setup-error.mjs';
import { checkRoom } from './check-room.ts';
import { dropPart, fetchFile } from './fetch-file.ts';
import { fetchPackage } from './fetch-package.ts';
import type { LocalModel } from './local-model.ts';
import type { ModelPlaces } from './models-folder.ts';
import { checkAddress, type ModelSource } from './parse-source.ts';
import type { Progress } from './show-progress.ts';

export interface StageOptions {
  places: ModelPlaces;
  progress: Progress;
  signal: AbortSignal;
}

/** Where a model of one file is fetched. */
export type FetchedSource = Extract<ModelSource, { kind: 'address' | 'package' }>;

/** Copies the files of a local model to the staging folder. */
export async function stageLocal(
  model: LocalModel,
  { places, progress, signal }: StageOptions,
): Promise<void> {
  await mkdir(places.staged);
  const totalBytes = model.files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  await checkRoom(places.staged, totalBytes);
  let doneBytes = 0;
  for (const { from, path } of model.files) {
    const to = join(places.staged, path);
    await mkdir(dirname(to), { recursive: true });
    // A link that took the file's place since it was looked at is not followed.
    const file = await open(from, constants.O_RDONLY | constants.O_NOFOLLOW);
    const count = async function* (stream: AsyncIterable<Buffer>) {
      for await (const piece of stream) {
        doneBytes += piece.length;
        progress.update(doneBytes, totalBytes);
        yield piece;
      }
    };
    const source: ReadStream = file.createReadStream({ highWaterMark: 1 << 20 });
    const target = (await open(to, 'wx')).createWriteStream();
    await pipeline(source, count, target, { signal });
  }
  progress.done(`${megabytes(doneBytes)} MB copied`);
}

/** Fetches the only file of a model to the staging folder, and compares it with its digest. */
export async function stageFetched(source: FetchedSource, sha256: string, o: StageOptions): Promise<void> {
  const { part, toolDir, staged } = o.places;
  await mkdir(staged);
  const target = join(staged, fileName(source));
  if (source.kind === 'package') {
    const python = await findPython();
    await fetchPackage({ ...o, source, part, toolDir, target, sha256, python });
    await checkDigest(target, sha256, o.signal);
    o.progress.done('fetched');
    return;
  }
  await fetchFile({ ...o, url: source.url, checkAddress, part, digest: sha256 });
  try {
    await checkDigest(part, sha256, o.signal);
    await rename(part, target);
  } finally {
    // To go on with wrong bytes, or with none, is of no use; with right ones that were not looked at, it is.
    if (!o.signal.aborted) await dropPart(part);
  }
  o.progress.done('fetched');
}

/** The name of a fetched model's file, which the rules for paths apply to as to all others. */
export function fileName(source: FetchedSource): string {
  if (source.kind === 'package') return posix.basename(source.member);
  const name = posix.basename(source.url.pathname);
  return name.endsWith('.onnx') && !pathFault(name) ? name : 'model.onnx';
}

async function checkDigest(path: string, wanted: string, signal: AbortSignal): Promise<void> {
  const actual = await hashFile(path, { signal });
  if (actual === wanted) return;
  throw new SetupError(
    `What was fetched has the SHA-256 ${actual}, not ${wanted}: it is another file, or was changed. Nothing was installed.`,
  );
}
