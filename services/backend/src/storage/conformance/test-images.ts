import { describe, expect, test } from 'vitest';
import { imageOf, namedBytes, readAll, storeImage, storeNamed } from './make-images.ts';
import { type StoragePlace, useStorage } from './use-storage.ts';

/** Images: their bytes, who sees them, renditions. */
export function testImages(place: StoragePlace): void {
  describe('images', () => {
    const under = useStorage(place);
    const bytes = namedBytes('a', 600_000);
    const image = imageOf(bytes);

    test('bytes are an image when they are committed, not before, and last', async () => {
      const staged = await under.storage.stageImage();
      await staged.write(bytes.subarray(0, 100_000));
      await staged.write(bytes.subarray(100_000));
      expect(await under.storage.readImage(image.id)).toBeUndefined();
      await expect(readAll(under.storage, image.id)).rejects.toMatchObject({ reason: 'IMAGE_NOT_FOUND' });
      expect(await under.storage.storedBytes()).toBe(0);
      expect(await staged.commit(image)).toEqual(image);
      await staged.discard();
      await under.reopen();
      expect(await under.storage.readImage(image.id)).toEqual(image);
      expect(await readAll(under.storage, image.id)).toEqual(bytes);
      for (const offset of [1, 256 * 1024, 599_990, 600_000]) {
        expect(await readAll(under.storage, image.id, offset)).toEqual(bytes.subarray(offset));
      }
      expect(await under.storage.verifyImageBytes(image.id)).toBe(true);
      expect(await under.storage.storedBytes()).toBe(600_000);
    });

    test('bytes come in pieces of 256 KiB, as they are asked for', async () => {
      await storeImage(under.storage, bytes);
      const sizes = [];
      for await (const piece of under.storage.readImageBytes(image.id)) sizes.push(piece.length);
      expect(sizes).toEqual([256 * 1024, 256 * 1024, 600_000 - 512 * 1024]);
      for await (const piece of under.storage.readImageBytes(image.id)) {
        expect(Buffer.from(piece)).toEqual(bytes.subarray(0, 256 * 1024));
        break;
      }
    });

    test('what is discarded leaves nothing', async () => {
      const staged = await under.storage.stageImage();
      await staged.write(bytes);
      await staged.discard();
      await staged.discard();
      expect(await under.storage.readImage(image.id)).toBeUndefined();
      expect(await under.storage.verifyImageBytes(image.id)).toBe(false);
    });

    test('the same bytes again are the same image, as first recorded, however many store them at once', async () => {
      await storeImage(under.storage, bytes);
      const again = await Promise.all(
        [1, 2, 3].map(async (day) => {
          const staged = await under.storage.stageImage();
          await staged.write(bytes);
          return staged.commit({ ...image, createTime: new Date(day) });
        }),
      );
      expect(again).toEqual([image, image, image]);
      expect(await under.storage.storedBytes()).toBe(600_000);
      expect(await readAll(under.storage, image.id)).toEqual(bytes);
    });

    test('an image of another size than its bytes is refused', async () => {
      const staged = await under.storage.stageImage();
      await staged.write(bytes.subarray(1));
      await expect(staged.commit(image)).rejects.toMatchObject({ reason: 'IMAGE_SIZE_MISMATCH' });
      await staged.discard();
      expect(await under.storage.readImage(image.id)).toBeUndefined();
    });

    test('an image is seen by those it was shown to', async () => {
      await storeImage(under.storage, bytes, 'local');
      await under.storage.grantImage('other', image.id);
      await under.storage.grantImage('other', image.id);
      await under.reopen();
      expect(await under.storage.readVisibleImage('local', image.id)).toEqual(image);
      expect(await under.storage.readVisibleImage('other', image.id)).toEqual(image);
      expect(await under.storage.readVisibleImage('third', image.id)).toBeUndefined();
      const unknown = under.storage.grantImage('local', imageOf(namedBytes('b')).id);
      await expect(unknown).rejects.toMatchObject({ reason: 'IMAGE_NOT_FOUND' });
    });

    test('a rendition is found by what it was made from and what was asked for', async () => {
      const [source, small] = [await storeNamed(under.storage, 'a'), await storeNamed(under.storage, 'b')];
      const key = { sourceImageId: source.id, width: 512, mediaType: 'image/webp' };
      await under.storage.grantImage('local', small.id, key);
      await under.storage.grantImage('local', small.id, { ...key, mediaType: '' });
      await under.reopen();
      expect(await under.storage.readRendition(key)).toEqual(small);
      expect(await under.storage.readRendition({ ...key, mediaType: '' })).toEqual(small);
      expect(await under.storage.readRendition({ ...key, width: 256 })).toBeUndefined();
      expect(await under.storage.readRendition({ ...key, sourceImageId: small.id })).toBeUndefined();
    });
  });
}
