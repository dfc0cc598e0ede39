import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { SetupError } from './setup-error.mjs';

/** A connection that brings nothing for so long is given up and tried again. */
const STALL_MS = 30_000;

/** The address could not be reached or went silent; another way may still work. */
export class NetworkError extends Error {}

/**
 * Downloads a file of known size and digest. What arrived is kept in `<file>.part`, so a later
 * attempt, in this run or the next, asks for the rest only (HTTP Range). The file appears under
 * its own name only when it is whole and right.
 *
 * @param {object} o
 * @param {string} o.url
 * @param {string} o.file where to put it
 * @param {string} o.sha256 lower-case hex
 * @param {number} o.sizeBytes
 * @param {string} o.title what it is, for people
 * @param {(doneBytes: number, totalBytes: number) => void} [o.onProgress]
 * @param {number[]} [o.retryDelaysMs] waits before the second, third, … attempt
 * @param {number} [o.stallMs]
 * @throws {SetupError} the download is corrupt (it was deleted)
 * @throws {NetworkError} it could not be fetched after all attempts
 */
export async function download(o) {
  const part = `${o.file}.part`;
  await mkdir(dirname(o.file), { recursive: true });
  const delays = o.retryDelaysMs ?? [500, 1_000, 2_000, 4_000];
  for (let attempt = 0; ; attempt++) {
    try {
      await fetchRest(o, part);
      break;
    } catch (error) {
      if (isLackOfSpace(error)) throw error;
      if (attempt >= delays.length) {
        throw new NetworkError(`${o.title} could not be downloaded: ${reasonOf(error)}`, { cause: error });
      }
      await delay(delays[attempt]);
    }
  }
  await acceptFile(part, o.file, o);
}

/**
 * Moves a finished download to its own name if its digest is right, else deletes it.
 * @param {string} from
 * @param {string} to
 * @param {{ sha256: string, title: string }} expected
 */
export async function acceptFile(from, to, expected) {
  const actual = await sha256OfFile(from);
  if (actual !== expected.sha256) {
    await rm(from, { force: true });
    throw new SetupError(
      `The download of ${expected.title} was corrupt (SHA-256 ${actual}, expected ${expected.sha256}) and has been deleted: run the same command again.`,
    );
  }
  await rename(from, to);
}

/** @param {string} file */
export async function sha256OfFile(file) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/**
 * @param {Parameters<typeof download>[0]} o
 * @param {string} part
 */
async function fetchRest(o, part) {
  let doneBytes = await sizeOf(part);
  if (doneBytes > o.sizeBytes) {
    await rm(part, { force: true });
    doneBytes = 0;
  }
  if (doneBytes === o.sizeBytes) return;

  const stall = new AbortController();
  const stallMs = o.stallMs ?? STALL_MS;
  const timer = setTimeout(() => stall.abort(new Error(`nothing arrived for ${stallMs / 1_000} s`)), stallMs);
  try {
    /** @type {Record<string, string>} */
    const headers = { 'accept-encoding': 'identity' };
    if (doneBytes > 0) headers.range = `bytes=${doneBytes}-`;
    const response = await fetch(o.url, { headers, signal: stall.signal });
    if (!response.ok || !response.body) throw new Error(`the server answered ${response.status}`);
    // A server that knows no ranges answers 200 with the whole file: start anew.
    const resumed = response.status === 206;
    if (!resumed) doneBytes = 0;
    const out = await open(part, resumed ? 'a' : 'w');
    try {
      for await (const piece of /** @type {AsyncIterable<Uint8Array>} */ (response.body)) {
        // Written at once, so that what arrived before a break is there for the next attempt.
        await out.writeFile(piece);
        doneBytes += piece.length;
        timer.refresh();
        o.onProgress?.(doneBytes, o.sizeBytes);
      }
    } finally {
      await out.close();
    }
  } finally {
    clearTimeout(timer);
  }
  if (doneBytes < o.sizeBytes)
    throw new Error(`the connection ended at ${doneBytes} of ${o.sizeBytes} bytes`);
}

/** @param {string} file */
async function sizeOf(file) {
  return (await stat(file).catch(() => undefined))?.size ?? 0;
}

/** @param {unknown} error */
export function isLackOfSpace(error) {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}

/** @param {unknown} error */
function reasonOf(error) {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error && error.cause.message ? error.cause.message : error.message;
}
