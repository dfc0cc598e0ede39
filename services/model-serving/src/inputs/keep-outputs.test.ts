import { createHash } from 'node:crypto';
import { imageChunks } from '@nanococoa/common/chunks/image-chunks.ts';
import { ArtifactKind, Image } from '@nanococoa/proto/common/v1/image.ts';
import { expect, test } from 'vitest';
import { createInputStore, type InputStore } from './input-store.ts';
import { createOutputKeeper } from './keep-outputs.ts';

const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const picture = (name: string) => Buffer.alloc(300_000, name);

/** Lets a step's outputs pass; with `cutAfter` the last of them ends after so many chunks. */
async function pass(store: InputStore, outputs: [ArtifactKind, Buffer][], final: boolean, cutAfter = 9) {
  const keeper = createOutputKeeper(store, { final });
  for (const [artifact, bytes] of outputs) {
    const image = Image.fromPartial({ id: digest(bytes), sizeBytes: bytes.length });
    let count = 0;
    for await (const chunk of imageChunks(image, [bytes])) {
      if (count < cutAfter) keeper.see(artifact, chunk);
      count += 1;
    }
  }
  keeper.close();
}

test.each([
  [false, ['mask', 'result']],
  [true, ['mask']],
] as const)('of a step whose result is final (%s), what a later step needs is kept', async (final, names) => {
  const store = createInputStore({ capacityBytes: 2 ** 21 });
  await pass(
    store,
    [
      [ArtifactKind.CUTOUT, picture('cutout')],
      [ArtifactKind.PRODUCT_MASK, picture('mask')],
      [ArtifactKind.UNSPECIFIED, picture('result')],
    ],
    final,
  );
  const kept = ['cutout', 'mask', 'result'].filter((name) =>
    store.get(digest(picture(name)))?.equals(picture(name)),
  );
  expect(kept).toEqual(names);
});

test('an output that ends early is not kept', async () => {
  const store = createInputStore({ capacityBytes: 2 ** 21 });
  await pass(store, [[ArtifactKind.UNSPECIFIED, picture('result')]], false, 2);
  expect(store.usedBytes()).toBe(0);
});
