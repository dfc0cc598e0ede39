import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { download, NetworkError } from '../../scripts/setup/download.mjs';
import { SetupError } from '../../scripts/setup/setup-error.mjs';
import { type FileServer, type FileServerOptions, startFileServer } from './helpers/file-server.ts';

const CONTENT = randomBytes(300_000);
const SHA256 = createHash('sha256').update(CONTENT).digest('hex');

let dir: string;
let server: FileServer | undefined;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'download-'));
});
afterEach(async () => {
  await server?.close();
  server = undefined;
  rmSync(dir, { recursive: true });
});

async function fetchFrom(options: Partial<FileServerOptions>, retryDelaysMs = [1, 1, 1]) {
  const seen: number[] = [];
  const received = (bytes: number) => expect.poll(() => seen.at(-1), { interval: 5 }).toBe(bytes);
  server = await startFileServer({ content: CONTENT, received, ...options });
  const file = join(dir, 'file.bin');
  await download({
    url: server.url,
    file,
    sha256: SHA256,
    sizeBytes: CONTENT.length,
    title: 'the file',
    retryDelaysMs,
    onProgress: (doneBytes) => seen.push(doneBytes),
  });
  return { file, seen };
}

test('a download that breaks off is resumed where it ended', async () => {
  const { file, seen } = await fetchFrom({
    breakAfterBytes: (request) => (request === 0 ? 100_000 : undefined),
  });
  expect(readFileSync(file).equals(CONTENT)).toBe(true);
  expect(server?.ranges).toEqual([undefined, 'bytes=100000-']);
  expect(seen.at(-1)).toBe(CONTENT.length);
  expect(existsSync(`${file}.part`)).toBe(false);
});

test('what an earlier run left is not fetched again', async () => {
  writeFileSync(join(dir, 'file.bin.part'), CONTENT.subarray(0, 250_000));
  const { file } = await fetchFrom({});
  expect(readFileSync(file).equals(CONTENT)).toBe(true);
  expect(server?.ranges).toEqual(['bytes=250000-']);
});

test('a server without ranges is fetched from the start, not appended', async () => {
  writeFileSync(join(dir, 'file.bin.part'), CONTENT.subarray(0, 250_000));
  const { file } = await fetchFrom({ knowsRanges: false });
  expect(readFileSync(file).equals(CONTENT)).toBe(true);
});

test('a corrupt download is refused and deleted, and the sentence says what to do', async () => {
  const corrupt = Buffer.from(CONTENT);
  corrupt[1234] ^= 1;
  const failure = fetchFrom({ content: corrupt });
  await expect(failure).rejects.toThrow(SetupError);
  await expect(failure).rejects.toThrow(
    /The download of the file was corrupt .* run the same command again\.$/,
  );
  expect(existsSync(join(dir, 'file.bin'))).toBe(false);
  expect(existsSync(join(dir, 'file.bin.part'))).toBe(false);
});

test('a server that never sends it all is given up, with what came kept for the next run', async () => {
  const failure = fetchFrom({ breakAfterBytes: () => 10_000 }, [1]);
  await expect(failure).rejects.toThrow(NetworkError);
  expect(existsSync(join(dir, 'file.bin'))).toBe(false);
  expect(readFileSync(join(dir, 'file.bin.part')).equals(CONTENT.subarray(0, 20_000))).toBe(true);
});
