import { readFile } from 'node:fs/promises';
import { createClient } from '@nanococoa/client';
import { FONTS } from '@nanococoa/common/fonts/font-catalogue.ts';
import { fontFile } from '@nanococoa/common/fonts/font-file.ts';
import { Face, Blob as FontBlob } from 'harfbuzzjs';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createClient as createBrowserClient } from '../../clients/typescript/src/browser.ts';
import { type ScriptedFrontend, startScriptedFrontend } from '../browser/support/scripted-frontend.ts';

// Real Envoy, and Frontend's own DownloadFont: nothing else of the mesh has a part in it.
let server: ScriptedFrontend;
beforeAll(async () => {
  server = await startScriptedFrontend();
});
afterAll(() => server?.close());

const COPY = '오늘의 커피 한 잔\n3,900원 Summer Sale 50%!';

test.each([
  ['Node', createClient],
  ['a browser', createBrowserClient],
])('a copy in every font reaches %s in some 6 KB each, a whole font as it is', async (_where, create) => {
  const client = create(new URL(server.url).origin);
  onTestFinished(() => client.close());
  const startMs = performance.now();
  const fonts = await Promise.all(FONTS.map(({ id }) => client.downloadFont(id, { text: COPY })));
  const sizeBytes = fonts.reduce((sum, { size }) => sum + size, 0);
  const tookMs = performance.now() - startMs;
  process.stdout.write(`${fonts.length} fonts: ${sizeBytes} bytes in ${tookMs.toFixed(0)} ms\n`);
  expect(sizeBytes).toBeLessThan(FONTS.length * 8_000);
  const wanted = new Set([...COPY.replace('\n', '')].map((character) => character.codePointAt(0)));
  for (const font of fonts) {
    const face = new Face(new FontBlob(new Uint8Array(await font.arrayBuffer())));
    expect(new Set(face.collectUnicodes()).isSupersetOf(wanted)).toBe(true);
  }
  const [largest] = [...FONTS].filter(({ family }) => family === 'Gowun Batang');
  const whole = await client.downloadFont(largest.id);
  expect(whole.type).toBe('font/ttf');
  const received = Buffer.from(await whole.arrayBuffer());
  expect(received.equals(await readFile(fontFile(largest)))).toBe(true);
  await expect(client.downloadFont('comic-sans')).rejects.toMatchObject({ reason: 'FONT_NOT_FOUND' });
});
