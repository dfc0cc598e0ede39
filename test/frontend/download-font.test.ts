import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { FONTS, findFont } from '@nanococoa/common/fonts/font-catalogue.ts';
import { fontFile } from '@nanococoa/common/fonts/font-file.ts';
import type { Context } from '@nanococoa/common/rpc/context.ts';
import { createFontFiles } from '@nanococoa/frontend/fonts/font-files.ts';
import type { FontFile } from '@nanococoa/proto/common/v1/font_file.ts';
import type { DeepPartial, DownloadFontRequest } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import { Blob, Face } from 'harfbuzzjs';
import { Status } from 'nice-grpc';
import { expect, test } from 'vitest';
import { as, errorOf } from './support/frontend.ts';
import { frontendForFile } from './support/frontend-for-file.ts';

const { frontend } = await frontendForFile();

async function download(request: DeepPartial<DownloadFontRequest>) {
  const parts: Uint8Array[] = [];
  let font: FontFile | undefined;
  let sha256 = '';
  let offset = request.offset ?? 0;
  for await (const { chunk } of frontend.client.downloadFont(request, as('local'))) {
    if (!chunk) throw new Error('no chunk');
    expect([chunk.offset, sha256, chunk.data.length <= 256 * 1024]).toEqual([offset, '', true]);
    font ??= chunk.font;
    parts.push(chunk.data);
    offset += chunk.data.length;
    sha256 = chunk.sha256;
  }
  return { font, sha256, bytes: Buffer.concat(parts) };
}

const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

test('a whole font is the file of its package, from any offset', async () => {
  for (const [id, mediaType] of [
    ['pretendard-bold', 'font/otf'],
    ['black-han-sans', 'font/ttf'],
  ]) {
    const file = await readFile(fontFile(findFont(id) ?? FONTS[0]));
    const whole = await download({ fontId: id });
    expect(whole.bytes.equals(file)).toBe(true);
    expect(whole.sha256).toBe(sha256Of(file));
    expect(whole.font).toEqual({ fontId: id, mediaType, sizeBytes: file.length, license: 'OFL-1.1' });
    const rest = await download({ fontId: id, offset: 300_001 });
    expect(rest.bytes.equals(file.subarray(300_001))).toBe(true);
    expect(rest.sha256).toBe(whole.sha256);
    expect((await download({ fontId: id, offset: file.length })).bytes).toHaveLength(0);
    expect(await errorOf(download({ fontId: id, offset: file.length + 1 }))).toMatchObject({
      code: Status.OUT_OF_RANGE,
      reason: 'OFFSET_OUT_OF_RANGE',
      metadata: { size_bytes: String(file.length) },
    });
  }
  // Nothing of that needed the child.
  expect(frontend.server.fontPids()).toEqual([]);
});

test('a text gives a font of its characters, made once, resumable', async () => {
  const request = { fontId: 'jua', text: '오늘의 커피 커피' };
  const [first, second] = await Promise.all([download(request), download(request)]);
  const { bytes, sha256, font } = first;
  expect(font).toMatchObject({ mediaType: 'font/ttf', sizeBytes: bytes.length, license: 'OFL-1.1' });
  expect(bytes.length).toBeLessThan(10_000);
  expect(sha256).toBe(sha256Of(bytes));
  expect(second.bytes.equals(bytes)).toBe(true);
  const characters = [...new Face(new Blob(bytes)).collectUnicodes()].map((each) =>
    String.fromCodePoint(each),
  );
  expect(characters.sort()).toEqual([...new Set('오늘의 커피')].sort());
  // The same characters in another order, decomposed, and from an offset.
  expect((await download({ ...request, text: '피커의늘 오' })).sha256).toBe(sha256);
  const rest = await download({ ...request, offset: 1000 });
  expect([rest.sha256, rest.bytes.equals(bytes.subarray(1000))]).toEqual([sha256, true]);
  const decomposed = await download({ ...request, text: '커피'.normalize('NFD') });
  expect([...new Face(new Blob(decomposed.bytes)).collectUnicodes()]).toEqual(
    expect.arrayContaining([0xcee4, 0xd53c]),
  );
});

test('the child that is killed is replaced, and what was made before needs none', async () => {
  const { sha256 } = await download({ fontId: 'jua', text: '가' });
  const [pid] = frontend.server.fontPids();
  process.kill(pid, 'SIGKILL');
  await expect.poll(() => frontend.server.fontPids()).toEqual([]);
  expect((await download({ fontId: 'jua', text: '가' })).sha256).toBe(sha256);
  expect(frontend.server.fontPids()).toEqual([]);
  const missing = await download({ fontId: 'do-hyeon', text: '😀' });
  expect([...new Face(new Blob(missing.bytes)).collectUnicodes()]).toEqual([]);
  expect(frontend.server.fontPids()).toHaveLength(1);
});

test('more fonts at once than there is room for are refused with a time to come back', async () => {
  const maxWork = 8;
  const files = createFontFiles({ draining: new AbortController().signal, maxWork });
  const context = { caller: 'local', requestId: 'r', signal: new AbortController().signal } as Context;
  const subset = (at: number) => files.subset(FONTS[0], String.fromCodePoint(0xac00 + at), context);
  const made = Array.from({ length: maxWork }, (_, at) => subset(at));
  // The same again joins; one more is too much.
  const same = subset(0);
  await expect(subset(maxWork)).rejects.toMatchObject({ reason: 'FONTS_BUSY', retryAfterMs: 1000 });
  expect(new Set((await Promise.all(made)).map(({ sha256 }) => sha256)).size).toBe(maxWork);
  expect(await same).toBe(await made[0]);
  expect(await subset(0)).toBe(await made[0]);
  expect((await subset(maxWork)).sizeBytes).toBeGreaterThan(0);
  await files.close();
});

test('unknown fonts and too long texts are refused', async () => {
  for (const fontId of ['', 'comic-sans', '../package.json', '/etc/passwd', '__proto__']) {
    expect(await errorOf(download({ fontId }))).toMatchObject({
      code: Status.NOT_FOUND,
      reason: 'FONT_NOT_FOUND',
      metadata: { font_id: fontId },
    });
  }
  expect((await download({ fontId: 'jua', text: '😀'.repeat(200) })).bytes.length).toBeGreaterThan(0);
  expect(await errorOf(download({ fontId: 'jua', text: '가'.repeat(201) }))).toMatchObject({
    code: Status.INVALID_ARGUMENT,
    fields: [{ field: 'text', description: 'has 201 characters; at most 200' }],
  });
});
