import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { hashFile } from '../../services/model-serving/src/registry/hash-file.ts';
import { megabytes } from '../setup/progress.mjs';
import { SetupError } from '../setup/setup-error.mjs';
import { checkRoom } from './check-room.ts';
import type { ChosenFile } from './choose-public-files.ts';
import { dropPart, fetchFile } from './fetch-file.ts';
import type { Hub } from './hub.ts';
import { hubFileAddress } from './list-hub-files.ts';
import { checkAddress } from './parse-source.ts';
import type { StageOptions } from './stage-model.ts';

export interface PublicFiles {
  hub: Hub;
  repository: string;
  commit: string;
  files: readonly ChosenFile[];
}

/** Files that git keeps itself are text: none is larger. */
const MAX_BLOB_BYTES = 64_000_000;

/**
 * Fetches the files of a public model to the staging folder, one after another, and compares each with its digest. What
 * an earlier attempt fetched is gone on with; only when all are there do they move to the staging folder.
 * @throws SetupError; the signal's reason. Both leave what has arrived, but for a file that is not what it should be
 */
export async function stagePublic(
  { hub, repository, commit, files }: PublicFiles,
  { places, progress, signal }: StageOptions,
): Promise<void> {
  await mkdir(places.parts, { recursive: true });
  const totalBytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const part = (file: ChosenFile) => join(places.parts, `${nameOf(file)}.part`);
  const { authorization } = hub;
  const kept = await Promise.all(files.map((file) => stat(part(file)).catch(() => undefined)));
  await checkRoom(places.parts, totalBytes - kept.reduce((sum, info) => sum + (info?.size ?? 0), 0));
  let doneBytes = 0;
  for (const file of files) {
    const before = doneBytes;
    await fetchFile({
      ...{ url: hubFileAddress(hub, repository, commit, file.path), checkAddress, authorization },
      ...{ part: part(file), digest: file.digest, sizeBytes: file.sizeBytes, signal },
      progress: { ...progress, update: (bytes) => progress.update(before + bytes, totalBytes) },
    });
    await checkFile(part(file), file, signal);
    doneBytes += file.sizeBytes;
  }
  for (const file of files) {
    const to = join(places.staged, file.to);
    await mkdir(dirname(to), { recursive: true });
    await rename(part(file), to);
  }
  await rm(places.parts, { recursive: true });
  progress.done(`${megabytes(doneBytes)} MB fetched and as their digests say`);
}

async function checkFile(part: string, file: ChosenFile, signal: AbortSignal): Promise<void> {
  const [kind, wanted] = file.digest.split(':');
  const actual = kind === 'sha256' ? await hashFile(part, { signal }) : await blobDigest(part, file);
  if (actual === wanted) return;
  await dropPart(part);
  throw new SetupError(
    `${file.path} was fetched with the ${kind === 'sha256' ? 'SHA-256' : "git's SHA-1"} ${actual}, not ${wanted}: it is another file, or was changed. Nothing was installed.`,
  );
}

/** What git calls a content: SHA-1 over "blob SIZE NUL content". */
async function blobDigest(path: string, { sizeBytes }: ChosenFile): Promise<string> {
  if (sizeBytes > MAX_BLOB_BYTES) return 'unknown (too large)';
  const content = await readFile(path);
  return createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');
}

/** A flat name for a file's part, whatever its path is. */
function nameOf({ to }: ChosenFile): string {
  return createHash('sha256').update(to).digest('hex').slice(0, 16);
}
