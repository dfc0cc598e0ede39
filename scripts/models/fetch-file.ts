import { mkdir, open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isLackOfSpace } from '../setup/download.mjs';
import { SetupError } from '../setup/setup-error.mjs';
import { checkRoom } from './check-room.ts';
import { followRedirects } from './follow-redirects.ts';
import type { Progress } from './show-progress.ts';

export interface FetchOptions {
  url: URL;
  /** Called with the address and with each that it leads on to; throws for one that is not allowed. */
  checkAddress: (url: URL) => void;
  /** Where the bytes go. What is there of the same address and digest is not fetched again. */
  part: string;
  /** What the content must be. It is bound to the part, not checked here. */
  digest: string;
  /** Its size where that is known: of a part that is whole nothing is asked any more. */
  sizeBytes?: number | undefined;
  /** Value of the header that the server wants, kept from others. */
  authorization?: string | undefined;
  progress: Progress;
  signal: AbortSignal;
}

/** A connection that brings nothing for so long is given up and tried again. */
const STALL_MS = 30_000;
const RETRY_DELAYS_MS = [500, 1000, 2000, 4000];

/** What a kept part is a part of. */
interface PartRecord {
  url: string;
  digest: string;
  etag: string | undefined;
}

/** The server will not give it, however often it is asked. */
class Refusal extends SetupError {}

/**
 * Downloads a file, going on where an earlier attempt, of this run or of another, broke off (HTTP Range). A server that
 * knows no ranges, or whose file is another one meanwhile (ETag), begins anew.
 * @throws SetupError when it cannot be fetched; the signal's reason. Both leave the part there to go on with
 */
export async function fetchFile(o: FetchOptions): Promise<void> {
  await mkdir(dirname(o.part), { recursive: true });
  for (let attempt = 0; ; attempt++) {
    try {
      return await fetchRest(o);
    } catch (error) {
      if (isLackOfSpace(error)) await dropPart(o.part);
      const [pauseMs] = RETRY_DELAYS_MS.slice(attempt);
      if (o.signal.aborted || isLackOfSpace(error) || error instanceof SetupError) throw error;
      if (pauseMs === undefined)
        throw new SetupError(
          `${o.url.host} did not deliver the file (${reasonOf(error)}): run the same command again to go on from what has arrived.`,
          { cause: error },
        );
      o.progress.clear();
      await delay(pauseMs, undefined, { signal: o.signal });
    }
  }
}

/** Deletes what was downloaded, and its record. */
export async function dropPart(part: string): Promise<void> {
  await rm(part, { force: true });
  await rm(recordOf(part), { force: true });
}

async function fetchRest(o: FetchOptions): Promise<void> {
  const record = await readRecord(o);
  let doneBytes = record ? ((await stat(o.part).catch(() => undefined))?.size ?? 0) : 0;
  if (record && doneBytes === o.sizeBytes) return o.progress.update(doneBytes, o.sizeBytes);
  const stall = new AbortController();
  const timer = setTimeout(() => stall.abort(new Error(`nothing came for ${STALL_MS / 1000} s`)), STALL_MS);
  const headers = new Headers({ 'accept-encoding': 'identity' });
  if (o.authorization !== undefined) headers.set('authorization', o.authorization);
  if (doneBytes > 0) headers.set('range', `bytes=${doneBytes}-`);
  // Without it a file that changed meanwhile would be mixed with the old one.
  if (doneBytes > 0 && record?.etag) headers.set('if-range', record.etag);
  try {
    const signal = AbortSignal.any([o.signal, stall.signal]);
    const response = await followRedirects(o.url, { headers, signal }, o.checkAddress);
    const range = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(response.headers.get('content-range') ?? '');
    if (response.status === 416) {
      await response.body?.cancel();
      if (response.headers.get('content-range') === `bytes */${doneBytes}`) return;
      await dropPart(o.part);
      throw new Error('the server has less than was fetched before');
    }
    if (!response.ok || !response.body) {
      await response.body?.cancel();
      const complaint = `${o.url.host} answered ${response.status} ${response.statusText}`;
      if (response.status < 500 && ![408, 429].includes(response.status)) throw new Refusal(`${complaint}.`);
      throw new Error(complaint);
    }
    const resumes = response.status === 206;
    if (resumes && Number(range?.[1]) !== doneBytes) {
      await response.body.cancel();
      await dropPart(o.part);
      throw new Error('the server answered with another range than it was asked for');
    }
    if (!resumes) doneBytes = 0;
    const length = Number(response.headers.get('content-length') ?? Number.NaN);
    const totalBytes = Number.isFinite(length) ? doneBytes + length : undefined;
    if (totalBytes !== undefined) await checkRoom(dirname(o.part), totalBytes - doneBytes);
    if (!resumes) await writeRecord(o, strongTag(response.headers.get('etag')));
    const out = await open(o.part, resumes ? 'a' : 'w');
    try {
      for await (const piece of response.body) {
        // Written at once, so that what arrived before a break is there for the next attempt.
        await out.writeFile(piece);
        doneBytes += piece.length;
        timer.refresh();
        o.progress.update(doneBytes, totalBytes);
      }
    } finally {
      await out.close();
    }
    if (totalBytes !== undefined && doneBytes < totalBytes)
      throw new Error(`the connection ended at ${doneBytes} of ${totalBytes} bytes`);
  } finally {
    clearTimeout(timer);
  }
}

/** The part's record, if it is a part of what is wanted; what is not is deleted. */
async function readRecord({ part, url, digest }: FetchOptions): Promise<PartRecord | undefined> {
  try {
    const record: PartRecord = JSON.parse(await readFile(recordOf(part), 'utf8'));
    if (record.url === url.href && record.digest === digest) return record;
  } catch {
    // None, or one cut short by the end of the machine: then it says nothing about the part.
  }
  await dropPart(part);
  return undefined;
}

async function writeRecord({ part, url, digest }: FetchOptions, etag: string | undefined): Promise<void> {
  await rm(part, { force: true });
  const record: PartRecord = { url: url.href, digest, etag };
  await writeFile(recordOf(part), JSON.stringify(record), { mode: 0o600 });
}

/** Only a strong ETag says that the bytes are the same (RFC 9110, 8.8.3). */
function strongTag(etag: string | null): string | undefined {
  return etag?.startsWith('"') ? etag : undefined;
}

function recordOf(part: string): string {
  return `${part}.json`;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error && error.cause.message ? error.cause.message : error.message;
}
