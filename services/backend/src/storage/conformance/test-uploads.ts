import { describe, expect, test } from 'vitest';
import { START_TIME } from '../../jobs/test-jobs.ts';
import type { Storage } from '../storage.ts';
import type { UploadRecord } from '../upload-storage.ts';
import { imageOf, namedBytes, readAll } from './make-images.ts';
import { type StoragePlace, useStorage } from './use-storage.ts';

const UPLOAD: UploadRecord = {
  id: 'u1',
  caller: 'local',
  sizeBytes: 600_000,
  sha256: '',
  ranges: [],
  imageId: undefined,
  expireTime: START_TIME,
};

/** Pictures on their way in by pieces. */
export function testUploads(place: StoragePlace): void {
  describe('uploads', () => {
    const under = useStorage(place);
    const bytes = namedBytes('upload', UPLOAD.sizeBytes);
    const image = imageOf(bytes);
    const readUpload = async (storage: Storage): Promise<Buffer> =>
      Buffer.concat(await Array.fromAsync(storage.readUploadBytes('u1')));

    test('a record changes atomically and lasts until it is deleted', async () => {
      await under.storage.createUpload(UPLOAD);
      await Promise.all(
        [0, 10, 20, 30].map((start) =>
          under.storage.changeUpload('u1', (upload) => ({
            ...upload,
            ranges: [...upload.ranges, { start, end: start + 5 }],
          })),
        ),
      );
      await under.reopen();
      const upload = await under.storage.readUpload('u1');
      expect(upload?.ranges.map(({ start }) => start).sort((a, b) => a - b)).toEqual([0, 10, 20, 30]);
      expect(upload).toEqual({ ...UPLOAD, ranges: upload?.ranges });
      expect(await under.storage.changeUpload('unknown', (other) => other)).toBeUndefined();
      await under.storage.deleteUpload('u1');
      await under.storage.deleteUpload('u1');
      expect(await under.storage.readUpload('u1')).toBeUndefined();
    });

    test('uploads expire by their time', async () => {
      await under.storage.createUpload(UPLOAD);
      await under.storage.createUpload({
        ...UPLOAD,
        id: 'u2',
        expireTime: new Date(START_TIME.getTime() + 1),
      });
      expect(await under.storage.listExpiredUploads(new Date(START_TIME.getTime() - 1))).toEqual([]);
      expect(await under.storage.listExpiredUploads(START_TIME)).toEqual(['u1']);
    });

    test('bytes may come in any order, last, and become an image that the caller sees', async () => {
      await under.storage.createUpload(UPLOAD);
      for (const start of [400_000, 0, 200_000]) {
        await under.storage.writeUploadBytes('u1', start, bytes.subarray(start, start + 200_000));
      }
      await under.reopen();
      expect(await readUpload(under.storage)).toEqual(bytes);
      const committed = await under.storage.commitUpload('u1', image);
      expect(committed).toEqual({ ...UPLOAD, imageId: image.id });
      expect(await under.storage.commitUpload('u1', image)).toEqual(committed);
      await under.reopen();
      expect(await under.storage.readUpload('u1')).toEqual(committed);
      expect(await under.storage.readVisibleImage('local', image.id)).toEqual(image);
      expect(await under.storage.readVisibleImage('other', image.id)).toBeUndefined();
      expect(await readAll(under.storage, image.id)).toEqual(bytes);
      await under.storage.deleteUpload('u1');
      expect(await readAll(under.storage, image.id)).toEqual(bytes);
    });

    test('many commits of one upload at once are one', async () => {
      await under.storage.createUpload(UPLOAD);
      await under.storage.writeUploadBytes('u1', 0, bytes);
      const answers = await Promise.all([1, 2, 3].map(() => under.storage.commitUpload('u1', image)));
      expect(answers.map((upload) => upload?.imageId)).toEqual([image.id, image.id, image.id]);
      expect(await under.storage.commitUpload('unknown', image)).toBeUndefined();
    });

    test('bytes of an upload that was deleted go nowhere', async () => {
      await under.storage.createUpload(UPLOAD);
      await under.storage.deleteUpload('u1');
      const writing = under.storage.writeUploadBytes('u1', 0, bytes);
      await expect(writing).rejects.toMatchObject({ reason: 'UPLOAD_NOT_FOUND' });
    });

    test('an upload that lacks bytes does not become an image', async () => {
      await under.storage.createUpload(UPLOAD);
      await under.storage.writeUploadBytes('u1', 0, bytes.subarray(1));
      await expect(under.storage.commitUpload('u1', image)).rejects.toMatchObject({
        reason: 'IMAGE_SIZE_MISMATCH',
      });
      expect(await under.storage.readImage(image.id)).toBeUndefined();
      expect((await under.storage.readUpload('u1'))?.imageId).toBeUndefined();
      await under.storage.writeUploadBytes('u1', 0, bytes);
      expect((await under.storage.commitUpload('u1', image))?.imageId).toBe(image.id);
    });
  });
}
