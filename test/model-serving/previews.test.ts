import sharp from 'sharp';
import { afterEach, expect, test } from 'vitest';
import { serve } from './serve.ts';
import { collect, runTask, task } from './step-call.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

test('previews come with the progress while the step runs: WebP of at most 32 KiB', async () => {
  const { client } = await serve(closing);
  const { progress, result } = await collect(runTask(client, task('show previews')));
  expect(result.toString()).toBe('shown');
  const previews = progress.map(({ preview }) => preview).filter(({ length }) => length > 0);
  expect(previews).toHaveLength(3);
  for (const preview of previews) {
    expect(preview.length).toBeLessThanOrEqual(32 * 1024);
    expect(await sharp(preview).metadata()).toMatchObject({ format: 'webp', width: 320, height: 320 });
  }
});
