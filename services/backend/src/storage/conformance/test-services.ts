import { Worker } from '@nanococoa/proto/common/v1/catalog.ts';
import { ArtifactKind } from '@nanococoa/proto/common/v1/image.ts';
import { describe, expect, test } from 'vitest';
import { madeOf } from '../../jobs/test-jobs.ts';
import { imageOf, namedBytes, storeNamed } from './make-images.ts';
import { type StoragePlace, useStorage } from './use-storage.ts';

/** The step cache, statistics, and the catalogue. */
export function testServices(place: StoragePlace): void {
  describe('step cache, statistics, catalogue', () => {
    const under = useStorage(place);

    test('a step is found under its key; the first one stays', async () => {
      const { storage } = under;
      const step = madeOf(1, await storeNamed(storage, 'a'));
      await storage.saveCachedStep('key', step);
      await storage.saveCachedStep('key', madeOf(1, await storeNamed(storage, 'b')));
      await under.reopen();
      expect(await under.storage.readCachedStep('key')).toEqual(step);
      expect(await under.storage.readCachedStep('other')).toBeUndefined();
    });

    test('a step that lost one of its images is not found, until it is made and kept again', async () => {
      const { storage } = under;
      const step = madeOf(1, await storeNamed(storage, 'a'));
      const mask = await storeNamed(storage, 'mask');
      step.artifacts = [{ kind: ArtifactKind.PRODUCT_MASK, image: mask }];
      await storage.saveCachedStep('key', step);
      expect(await storage.deleteImage(mask.id)).toBe(true);
      expect(await storage.readCachedStep('key')).toBeUndefined();
      await storage.saveCachedStep('key', step);
      expect(await storage.readCachedStep('key')).toBeUndefined();
      await storeNamed(storage, 'mask');
      await storage.saveCachedStep('key', step);
      expect(await storage.readCachedStep('key')).toEqual(step);
    });

    test('a step without images of its own can be kept, one of unknown images cannot', async () => {
      await under.storage.saveCachedStep('none', {
        ...madeOf(2, imageOf(namedBytes('x'))),
        result: undefined,
      });
      await under.storage.saveCachedStep('unknown', madeOf(2, imageOf(namedBytes('x'))));
      expect((await under.storage.readCachedStep('none'))?.number).toBe(2);
      expect(await under.storage.readCachedStep('unknown')).toBeUndefined();
    });

    test('finding a step is using its images', async () => {
      const { storage, clock } = under;
      const [a, b] = [await storeNamed(storage, 'a'), await storeNamed(storage, 'b')];
      await storage.saveCachedStep('key', madeOf(1, a));
      clock.advance(1000);
      await storage.readCachedStep('key');
      const unused = await storage.listUnusedImages(clock.now(), 10);
      expect(unused.map(({ id }) => id)).toEqual([b.id]);
    });

    test('a statistic is what was saved last', async () => {
      await under.storage.saveStatistic({ key: '2 studio 1024', averageMs: 10 });
      await under.storage.saveStatistic({ key: '1 studio 1024', averageMs: 0.25 });
      await under.storage.saveStatistic({ key: '2 studio 1024', averageMs: 12.5 });
      await under.reopen();
      const statistics = await under.storage.readStatistics();
      expect(statistics.toSorted((a, b) => (a.key < b.key ? -1 : 1))).toEqual([
        { key: '1 studio 1024', averageMs: 0.25 },
        { key: '2 studio 1024', averageMs: 12.5 },
      ]);
    });

    test('the catalogue is what was saved last', async () => {
      const worker = (id: string): Worker => Worker.create({ id, engines: ['studio'], slots: 1 });
      await under.storage.saveCatalogue([worker('a'), worker('b')]);
      await under.storage.saveCatalogue([worker('c')]);
      await under.reopen();
      expect(await under.storage.readCatalogue()).toEqual([worker('c')]);
      await under.storage.saveCatalogue([]);
      expect(await under.storage.readCatalogue()).toEqual([]);
    });
  });
}
