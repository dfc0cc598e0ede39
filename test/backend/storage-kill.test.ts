import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../services/backend/src/clock/clock.ts';
import { imageOf, readAll } from '../../services/backend/src/storage/conformance/make-images.ts';
import { openSqliteStorage } from '../../services/backend/src/storage/sqlite/open-sqlite-storage.ts';
import type { Storage } from '../../services/backend/src/storage/storage.ts';
import { type Acknowledged, writerImage } from './storage-writer-names.ts';

const WRITER = fileURLToPath(new URL('storage-writer.ts', import.meta.url));
const KILLS = 6;

let directory: string;
let writer: ChildProcess | undefined;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'nanococoa-kill-'));
});
afterEach(async () => {
  writer?.kill('SIGKILL');
  await rm(directory, { recursive: true });
});

/** Lets a writer work until it has said `count` things, and `delayMs` longer; kills it; gives what it said. */
async function writeAndKill(first: number, count: number, delayMs: number): Promise<Acknowledged[]> {
  const said: Acknowledged[] = [];
  const child = spawn(process.execPath, [WRITER, '--directory', directory, '--first', String(first)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  writer = child;
  const exited = once(child, 'exit');
  const lines = createInterface({ input: child.stdout });
  const read = (async () => {
    for await (const line of lines) {
      said.push(JSON.parse(line));
      if (said.length === count) setTimeout(() => child.kill('SIGKILL'), delayMs);
    }
  })();
  const [code, signal] = await exited;
  expect([code, signal]).toEqual([null, 'SIGKILL']);
  await read;
  return said;
}

/** The kinds of files that must not be left behind. */
async function leftOvers(storage: Storage): Promise<string[]> {
  const names = await readdir(join(directory, 'images', 'sha256'), { recursive: true });
  const imageIds = names.filter((name) => name.includes('/')).map((name) => name.replace('/', ''));
  const orphans: string[] = [];
  for (const id of imageIds) if (!(await storage.readImage(id))) orphans.push(id);
  return [...orphans, ...(await readdir(join(directory, 'images', 'staging')))];
}

async function checkImages(storage: Storage, said: Acknowledged[]): Promise<void> {
  // A line of work is killed at most once in the middle of removing something: only then may it be missing.
  const uncertain = new Set<number>();
  const stored = new Set<number>();
  for (const item of said) {
    if (item.kind === 'image') {
      stored.add(item.number);
      uncertain.delete(item.number);
    }
    if (item.kind === 'removing' || item.kind === 'deleting') uncertain.add(item.number);
    if (item.kind === 'deleted') {
      stored.delete(item.number);
      uncertain.delete(item.number);
      expect(await storage.readImage(imageOf(writerImage(item.number)).id)).toBeUndefined();
    }
  }
  for (const number of stored) {
    const bytes = writerImage(number);
    const image = await storage.readImage(imageOf(bytes).id);
    if (!image && uncertain.has(number)) continue;
    expect((await readAll(storage, imageOf(bytes).id)).equals(bytes), `image ${number}`).toBe(true);
  }
}

async function checkJobs(storage: Storage, said: Acknowledged[]): Promise<void> {
  const sequences = new Map<string, number>();
  const gone = new Set<string>();
  for (const item of said) {
    if (item.kind === 'job') sequences.set(item.jobId, item.lastSequence);
    if (item.kind === 'deleting' || item.kind === 'deleted') gone.add(item.jobId);
  }
  for (const [jobId, lastSequence] of sequences) {
    const job = await storage.readJob(jobId);
    if (!job && gone.has(jobId)) continue;
    expect(job?.lastSequence).toBeGreaterThanOrEqual(lastSequence);
    const events = await storage.readEvents(jobId, 0, 100);
    expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1));
    expect(events).toHaveLength(job?.lastSequence ?? -1);
  }
  const entries = (await storage.readLog('local', 0, 100_000)) ?? [];
  const positions = entries.map(({ position }) => position);
  expect(positions).toEqual([...new Set(positions)].sort((a, b) => a - b));
}

test('of a storage killed at any moment everything confirmed is there, whole, and nothing is left over', async () => {
  const all: Acknowledged[] = [];
  for (let kill = 0; kill < KILLS; kill += 1) {
    const said = await writeAndKill(kill * 10_000, 20 + kill * 7, (kill * 13) % 40);
    all.push(...said);
    // The lock of the dead process is free at once.
    const storage = await openSqliteStorage({ directory, clock: systemClock });
    await checkImages(storage, all);
    await checkJobs(storage, all);
    await expect.poll(() => leftOvers(storage)).toEqual([]);
    for (const item of said) {
      if (item.kind !== 'upload') continue;
      const upload = await storage.readUpload(item.uploadId);
      const image = imageOf(writerImage(item.number));
      expect((await storage.commitUpload(item.uploadId, image))?.imageId).toBe(image.id);
      if (upload?.imageId === undefined) {
        expect((await readAll(storage, image.id)).equals(writerImage(item.number))).toBe(true);
      }
    }
    for (const uploadId of await readdir(join(directory, 'uploads'))) {
      // Killed before its bytes were confirmed: it is an upload that its caller goes on with, or lets expire.
      expect(await storage.readUpload(uploadId)).toMatchObject({ imageId: undefined });
      await storage.deleteUpload(uploadId);
    }
    expect(await readdir(join(directory, 'uploads'))).toEqual([]);
    await storage.close();
  }
  expect(all.filter(({ kind }) => kind === 'deleted').length).toBeGreaterThan(0);
}, 120_000);
