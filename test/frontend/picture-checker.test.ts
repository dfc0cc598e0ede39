import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPictureChecker, type PictureChecker } from '@nanococoa/common/pictures/picture-checker.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isAlive } from '../support/is-alive.ts';
import { errorOf } from './support/frontend.ts';
import { bombPng, noise } from './support/pictures.ts';

let tempDir: string;
let checker: PictureChecker;
beforeEach(async () => {
  tempDir = await mkdtemp(join(tmpdir(), 'nanococoa-pictures-'));
});
afterEach(async () => {
  await checker.close();
  expect(await readdir(tempDir)).toEqual([]);
  await rm(tempDir, { recursive: true });
});

async function open(options: { size?: number; maxPictures?: number; timeoutMs?: number } = {}) {
  checker = await createPictureChecker({ tempDir, size: 1, maxPictures: 8, ...options });
}

async function inspect(bytes: Buffer, signal?: AbortSignal) {
  await using picture = await checker.receive('picture');
  await picture.write(bytes);
  return await picture.inspect(signal);
}

const small = () => noise(32, 16).png().toBuffer();

/** A check that does not end by itself: its child has been stopped, and has been asked. */
async function beginEndlessCheck(signal?: AbortSignal) {
  await inspect(await small());
  const [pid] = checker.pids();
  process.kill(pid, 'SIGSTOP');
  const checked = inspect(await small(), signal);
  checked.catch(() => undefined);
  await expect.poll(() => spooled()).toBe(1);
  return { pid, checked };
}

/** Files that hold pictures now. */
async function spooled(): Promise<number> {
  const [dir] = await readdir(tempDir);
  return (await readdir(join(tempDir, dir))).length;
}

test('a child that is killed in mid-check fails that check with a clear error; the next one works', async () => {
  await open();
  const { pid, checked } = await beginEndlessCheck();
  process.kill(pid, 'SIGKILL');
  expect(await errorOf(checked)).toMatchObject({ reason: 'PICTURE_CHECK_INTERRUPTED' });
  expect((await inspect(await small())).width).toBe(32);
  expect(checker.pids()).not.toContain(pid);
  expect(checker.pids()).toHaveLength(1);
});

test('a child that is killed while idle is replaced at the next check', async () => {
  await open();
  await inspect(await small());
  const [pid] = checker.pids();
  process.kill(pid, 'SIGKILL');
  await expect.poll(() => checker.pids()).toEqual([]);
  expect((await inspect(await small())).height).toBe(16);
});

test('a decoder that crashes is the picture’s fault', async () => {
  await open();
  const { pid, checked } = await beginEndlessCheck();
  process.kill(pid, 'SIGSEGV');
  process.kill(pid, 'SIGCONT');
  expect(await errorOf(checked)).toMatchObject({
    reason: 'IMAGE_CORRUPT',
    fields: [{ field: 'picture', description: 'does not decode: the decoder crashed' }],
  });
});

test('a picture that takes too long ends its child', async () => {
  await open({ timeoutMs: 1 });
  const pids = checker.pids();
  expect(await errorOf(inspect(await small()))).toMatchObject({
    reason: 'IMAGE_TOO_COMPLEX',
    fields: [{ field: 'picture', description: 'takes longer than 0.001 s to decode' }],
  });
  expect(pids.some(isAlive)).toBe(false);
});

test('who leaves ends the work for it, in the child or in the line', async () => {
  await open();
  const leaving = new AbortController();
  const { pid, checked } = await beginEndlessCheck(leaving.signal);
  const second = inspect(await small(), leaving.signal);
  const stays = inspect(await small());
  await expect.poll(() => spooled()).toBe(3);
  leaving.abort(new Error('left'));
  await Promise.all([checked, second].map((left) => expect(left).rejects.toThrow('left')));
  expect((await stays).width).toBe(32);
  expect(isAlive(pid)).toBe(false);
});

test('a child opens one picture at a time, and as many children work as allowed', async () => {
  await open({ size: 2 });
  const all = await Promise.all(Array.from({ length: 8 }, async () => inspect(await small())));
  expect(all).toHaveLength(8);
  expect(checker.pids().length).toBeLessThanOrEqual(2);
});

test('more pictures than there is room for are refused with a time to come back', async () => {
  await open({ maxPictures: 1 });
  {
    await using first = await checker.receive('picture');
    await first.write(await small());
    expect(await errorOf(checker.receive('picture'))).toMatchObject({
      reason: 'TOO_MANY_PICTURES',
      retryAfterMs: 1000,
    });
  }
  expect((await inspect(await small())).width).toBe(32);
});

test('a warm child refuses a bomb by its header alone', async () => {
  await open();
  await inspect(await small());
  const bomb = bombPng(30_000, 30_000);
  const times: number[] = [];
  for (let i = 0; i < 5; i += 1) {
    const beganMs = performance.now();
    expect(await errorOf(inspect(bomb))).toMatchObject({ reason: 'IMAGE_DIMENSIONS' });
    times.push(performance.now() - beganMs);
  }
  // Decoding its 900 million pixels would take seconds; the figure itself is a benchmark's matter.
  expect(Math.min(...times)).toBeLessThan(250);
});
