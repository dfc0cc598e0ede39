import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '@nanococoa/common/errors/app-error.ts';
import { createPictureChecker } from '@nanococoa/common/pictures/picture-checker.ts';
import { Status } from 'nice-grpc';
import type { Sharp } from 'sharp';
import { expect, test } from 'vitest';
import { noise } from './support/pictures.ts';

const MUTATIONS = 750;

const kinds: [string, () => Sharp][] = [
  ['png', () => noise(80, 60).png()],
  ['interlaced png', () => noise(80, 60, { alpha: 128 }).png({ progressive: true })],
  ['palette png', () => noise(80, 60).png({ palette: true })],
  ['jpeg', () => noise(80, 60).withMetadata({ orientation: 6 }).jpeg()],
  ['progressive jpeg', () => noise(80, 60).jpeg({ progressive: true })],
  ['webp', () => noise(80, 60, { alpha: 128 }).webp()],
  ['lossless webp', () => noise(80, 60).webp({ lossless: true })],
  ['avif', () => noise(80, 60).avif({ effort: 0 })],
];

test.each(kinds)(
  'mutated %s: each is refused or decoded within a second and 512 MB, and no child dies',
  async (_, make) => {
    const tempDir = await mkdtemp(join(tmpdir(), 'nanococoa-mutations-'));
    const checker = await createPictureChecker({ tempDir, size: 1, maxPictures: 1 });
    const original = await make().toBuffer();
    const random = createRandom(original.length);
    const [pid] = checker.pids();
    const reasons = new Map<string, number>();
    let slowestMs = 0;
    for (let i = 0; i < MUTATIONS; i += 1) {
      await using picture = await checker.receive('picture');
      const beganMs = performance.now();
      const reason = await Promise.resolve(mutate(original, random))
        .then(async (bytes) => {
          await picture.write(bytes);
          await picture.inspect();
          return 'decoded';
        })
        .catch((error: unknown) => {
          if (!(error instanceof AppError)) throw error;
          expect(error.code).toBe(Status.INVALID_ARGUMENT);
          return error.reason;
        });
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
      if (i > 0) slowestMs = Math.max(slowestMs, performance.now() - beganMs);
    }
    expect(checker.pids()).toEqual([pid]);
    expect(reasons.get('decoded') ?? 0).toBeGreaterThan(0);
    expect(reasons.get('IMAGE_CORRUPT') ?? 0).toBeGreaterThan(0);
    expect(slowestMs).toBeLessThan(1000);
    expect(peakMemoryMb(pid)).toBeLessThan(512);
    await checker.close();
    await rm(tempDir, { recursive: true });
  },
);

/** Changes bytes, cuts, doubles or swaps pieces: what broken and hostile files look like. */
function mutate(original: Buffer, random: (below: number) => number): Buffer {
  const bytes = Buffer.from(original);
  const at = random(bytes.length);
  const length = random(64) + 1;
  switch (random(5)) {
    case 0:
      return bytes.subarray(0, at);
    case 1:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]);
    case 2:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at, at + length), bytes.subarray(at)]);
    case 3:
      // Headers are where sizes stand.
      bytes[12 + random(Math.min(200, bytes.length - 12))] = random(256);
      return bytes;
    default:
      for (let i = 0; i < length; i += 1) bytes[random(bytes.length)] = random(256);
      return bytes;
  }
}

/** The same mutations in every run (linear congruential generator of Numerical Recipes). */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Highest resident memory; where there is no /proc, the child's own limit is what holds. */
function peakMemoryMb(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  } catch {
    return 0;
  }
}
