import { Step } from '@nanococoa/proto/common/v1/job.ts';
import type { Database } from 'better-sqlite3';
import { imagesOfStep } from '../named-images.ts';
import type { ServiceStorage } from '../service-storage.ts';
import type { GroupCommit } from './group-commit.ts';
import type { ImageTable } from './image-table.ts';

/** Steps that were made before. An entry goes with the first of its images that goes or turns out damaged. */
export function createStepCacheTable(options: {
  database: Database;
  commits: GroupCommit;
  images: ImageTable;
  /** Whether an image's file is what was stored, as far as can be told without reading it. */
  isWhole(imageId: string): Promise<boolean>;
}): Pick<ServiceStorage, 'readCachedStep' | 'saveCachedStep'> {
  const { database, commits, images } = options;
  const select = database.prepare<[string], Buffer>('SELECT step FROM step_cache WHERE key = ?').pluck();
  const insert = database.prepare('INSERT INTO step_cache (key, step) VALUES (?, ?) ON CONFLICT DO NOTHING');
  const insertImage = database.prepare('INSERT INTO step_cache_images (image_id, key) VALUES (?, ?)');

  const save = database.transaction((key: string, step: Step): void => {
    const imageIds = imagesOfStep(step);
    if (!imageIds.every(images.has)) return;
    if (insert.run(key, Step.encode(step).finish()).changes === 0) return;
    for (const imageId of imageIds) insertImage.run(imageId, key);
  });
  const touchAll = database.transaction((imageIds: string[]): boolean => {
    if (!imageIds.every(images.has)) return false;
    for (const imageId of imageIds) images.touch(imageId);
    return true;
  });

  return {
    async readCachedStep(key) {
      const blob = select.get(key);
      if (!blob) return undefined;
      const step = Step.decode(blob);
      const imageIds = imagesOfStep(step);
      const areWhole = await Promise.all(imageIds.map(options.isWhole));
      if (areWhole.includes(false)) return undefined;
      // One of them may have been removed meanwhile.
      return (await commits.write(() => touchAll(imageIds))) ? step : undefined;
    },
    async saveCachedStep(key, step) {
      await commits.write(() => save(key, step));
    },
  };
}
