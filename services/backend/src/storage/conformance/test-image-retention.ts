import { setImmediate } from 'node:timers/promises';
import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { ArtifactKind, type Image } from '@nanococoa/proto/common/v1/image.ts';
import { describe, expect, test } from 'vitest';
import { madeOf, testSpec } from '../../jobs/test-jobs.ts';
import { imageOf, namedBytes, readAll, storeImage, storeNamed } from './make-images.ts';
import { append, CANCELLED, numberedJob, QUEUED, seal, stepFinished, submit } from './make-jobs.ts';
import { type StoragePlace, useStorage } from './use-storage.ts';

/** Which images are in use, and what becomes of those that are not. */
export function testImageRetention(place: StoragePlace): void {
  describe('image retention', () => {
    const under = useStorage(place);
    const unusedNow = async (): Promise<string[]> => {
      const unused = await under.storage.listUnusedImages(new Date(under.clock.now().getTime() + 1), 100);
      return unused.map(({ id }) => id);
    };
    const specWith = (image: Image): AdSpec =>
      testSpec({ product: { imageId: image.id, scale: 0.5, strength: 0.5, cutoutImageId: '' } });

    test('what nobody used since a time is listed, oldest first; storing and showing are using', async () => {
      const { storage, clock } = under;
      const images = [];
      for (const name of ['a', 'b', 'c']) {
        images.push(await storeNamed(storage, name));
        clock.advance(1000);
      }
      const [a, b, c] = images.map(({ id }) => id);
      expect(await unusedNow()).toEqual([a, b, c]);
      expect(await storage.listUnusedImages(clock.now(), 2)).toEqual(images.slice(0, 2));
      await storage.grantImage('other', a);
      clock.advance(1000);
      await storeNamed(storage, 'b');
      await under.reopen();
      expect(await unusedNow()).toEqual([c, a, b]);
      expect(await under.storage.listUnusedImages(new Date(0), 100)).toEqual([]);
    });

    test('an image that was used after it was listed is not deleted', async () => {
      const { storage, clock } = under;
      const [a, b] = [await storeNamed(storage, 'a'), await storeNamed(storage, 'b')];
      clock.advance(1000);
      const now = clock.now();
      expect(await storage.listUnusedImages(now, 10)).toHaveLength(2);
      await storeNamed(storage, 'a');
      expect(await storage.deleteImage(a.id, now)).toBe(false);
      expect(await storage.deleteImage(b.id, now)).toBe(true);
      expect(await readAll(storage, a.id)).toEqual(namedBytes('a'));
      clock.advance(1);
      expect(await storage.deleteImage(a.id, clock.now())).toBe(true);
    });

    test('showing a rendition is using its source, too', async () => {
      const { storage, clock } = under;
      const [source, small] = [await storeNamed(storage, 'a'), await storeNamed(storage, 'b')];
      clock.advance(1000);
      const other = await storeNamed(storage, 'c');
      clock.advance(1000);
      await storage.grantImage('local', small.id, { sourceImageId: source.id, width: 16, mediaType: '' });
      expect((await unusedNow())[0]).toBe(other.id);
    });

    test('every image that a job names is in use, shown to its caller, and free again with the job', async () => {
      const { storage, clock } = under;
      const names = ['product', 'cutout', 'first', 'second', 'result', 'mask'];
      const stored = new Map<string, Image>();
      for (const name of names) stored.set(name, await storeNamed(storage, name, 'storer'));
      const named = (name: string): Image => stored.get(name) ?? imageOf(namedBytes(name));
      const spec = testSpec({
        product: {
          imageId: named('product').id,
          cutoutImageId: named('cutout').id,
          scale: undefined,
          strength: undefined,
        },
        step1ImageId: named('first').id,
        step2ImageId: named('second').id,
      });
      const job = await submit(storage, 1, { spec });
      expect(new Set(await unusedNow())).toEqual(new Set([named('result').id, named('mask').id]));
      const step = madeOf(1, named('result'));
      step.artifacts = [{ kind: ArtifactKind.PRODUCT_MASK, image: named('mask') }];
      await append(storage, job, [{ $case: 'stepFinished', value: { step } }, CANCELLED]);
      await under.reopen();
      expect(await unusedNow()).toEqual([]);
      for (const { id } of stored.values()) {
        expect(await under.storage.readVisibleImage('local', id)).toBeDefined();
        expect(await under.storage.deleteImage(id)).toBe(false);
        expect(await readAll(under.storage, id)).toHaveLength(1000);
      }
      expect(await under.storage.deleteJob(job.id)).toBe(true);
      expect(new Set(await unusedNow())).toEqual(new Set([...stored.values()].map(({ id }) => id)));
      clock.advance(1);
      expect(await under.storage.deleteImage(named('product').id)).toBe(true);
    });

    test('an image that two jobs name is in use until both are gone', async () => {
      const image = await storeNamed(under.storage, 'a');
      for (const number of [1, 2]) {
        await append(under.storage, await submit(under.storage, number, { spec: specWith(image) }), [
          CANCELLED,
        ]);
      }
      await under.storage.deleteJob(numberedJob(1).id);
      expect(await under.storage.deleteImage(image.id)).toBe(false);
      await under.storage.deleteJob(numberedJob(2).id);
      expect(await under.storage.deleteImage(image.id)).toBe(true);
    });

    test('a deleted image is gone with its bytes, its visibility and its renditions, and can come again', async () => {
      const [source, small] = [await storeNamed(under.storage, 'a'), await storeNamed(under.storage, 'b')];
      const key = { sourceImageId: source.id, width: 16, mediaType: '' };
      await under.storage.grantImage('local', small.id, key);
      expect(await under.storage.deleteImage(source.id)).toBe(true);
      expect(await under.storage.deleteImage(source.id)).toBe(true);
      await under.reopen();
      expect(await under.storage.readImage(source.id)).toBeUndefined();
      expect(await under.storage.readRendition(key)).toBeUndefined();
      await expect(readAll(under.storage, source.id)).rejects.toMatchObject({ reason: 'IMAGE_NOT_FOUND' });
      expect(await under.storage.storedBytes()).toBe(1000);
      await storeNamed(under.storage, 'a', 'other');
      expect(await under.storage.readVisibleImage('local', source.id)).toBeUndefined();
      expect(await readAll(under.storage, source.id)).toEqual(namedBytes('a'));
    });

    test('a job that names an image that is not there is neither stored nor changed', async () => {
      const { storage } = under;
      const missing = imageOf(namedBytes('missing'));
      const sealed = seal(numberedJob(1, { spec: specWith(missing) }), [QUEUED]);
      const submitting = storage.submitJob({ ...sealed, specSha256: '' });
      await expect(submitting).rejects.toMatchObject({ reason: 'IMAGE_NOT_FOUND' });
      expect(await storage.readJob(sealed.job.id)).toBeUndefined();
      expect(await storage.lastPosition('local')).toBe(0);
      const job = await submit(storage, 2);
      await expect(append(storage, job, [stepFinished(1, missing)])).rejects.toMatchObject({
        reason: 'IMAGE_NOT_FOUND',
      });
      expect(await storage.readJob(job.id)).toEqual(job);
    });

    test('deleting races with storing and reading the same bytes: all of them are there, or nothing', async () => {
      const bytes = namedBytes('raced', 300_000);
      const { id } = imageOf(bytes);
      let isOver = false;
      const outcomes = new Map<string, number>();
      const deleting = async (): Promise<void> => {
        for (let round = 0; !isOver; round += 1) {
          await under.storage.deleteImage(id);
          for (let turn = 0; turn < round % 7; turn += 1) await setImmediate();
        }
      };
      const reading = async (): Promise<void> => {
        for (let round = 0; !isOver; round += 1) {
          for (let turn = 0; turn < round % 3; turn += 1) await setImmediate();
          const outcome = await readAll(under.storage, id).then(
            (read) => (read.equals(bytes) ? 'whole' : 'other bytes'),
            (error: unknown) => (error instanceof AppError ? error.reason : String(error)),
          );
          outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
        }
      };
      const storing = async (): Promise<void> => {
        for (let round = 0; round < 40; round += 1) {
          const staged = await under.storage.stageImage();
          await staged.write(bytes);
          await staged.commit(imageOf(bytes));
          await staged.discard();
        }
        isOver = true;
      };
      await Promise.all([storing(), deleting(), deleting(), reading(), reading()]);
      outcomes.delete('IMAGE_NOT_FOUND');
      outcomes.delete('whole');
      expect(outcomes).toEqual(new Map());
      await storeImage(under.storage, bytes);
      expect((await readAll(under.storage, id)).equals(bytes)).toBe(true);
    });

    test('deleting races with a new job: either the job is refused, or its image stays', async () => {
      const outcomes = new Set<string>();
      for (let round = 0; round < 20; round += 1) {
        const image = await storeNamed(under.storage, `image ${round}`);
        const sealed = seal(numberedJob(round, { spec: specWith(image) }), [QUEUED]);
        const submitting = (): Promise<unknown> =>
          under.storage.submitJob({ ...sealed, specSha256: '' }).catch((error: unknown) => error);
        const deleting = (): Promise<unknown> => under.storage.deleteImage(image.id);
        await Promise.all(round % 2 === 0 ? [submitting(), deleting()] : [deleting(), submitting()]);
        const isThere = (await under.storage.readJob(sealed.job.id)) !== undefined;
        outcomes.add(isThere ? 'submitted' : 'refused');
        expect((await under.storage.readImage(image.id)) !== undefined).toBe(isThere);
        if (isThere) expect(await readAll(under.storage, image.id)).toEqual(namedBytes(`image ${round}`));
      }
      expect(outcomes.size).toBeGreaterThan(0);
    });

    test('deleting while an image is read harms neither the reader nor the next one who stores it', async () => {
      const bytes = namedBytes('read', 1_000_000);
      const image = await storeImage(under.storage, bytes);
      const pieces: Uint8Array[] = [];
      for await (const piece of under.storage.readImageBytes(image.id)) {
        if (pieces.length === 0) expect(await under.storage.deleteImage(image.id)).toBe(true);
        pieces.push(piece);
      }
      expect(Buffer.concat(pieces)).toEqual(bytes);
      await storeImage(under.storage, bytes);
      expect(await readAll(under.storage, image.id)).toEqual(bytes);
    });
  });
}
