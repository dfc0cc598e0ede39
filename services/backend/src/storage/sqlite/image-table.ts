import { AppError } from '@nanococoa/common/errors/app-error.ts';
import { Image } from '@nanococoa/proto/common/v1/image.ts';
import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import type { Database } from 'better-sqlite3';
import type { RenditionKey } from '../image-storage.ts';
import { namedImages } from '../named-images.ts';

/** Which jobs name which images. For use inside another table's transaction. */
export interface ImageUses {
  /** Notes the images that a job names, and shows them to its caller. @throws AppError IMAGE_NOT_FOUND */
  use(job: Job): void;
  release(jobId: string): void;
}

/** An image as it is recorded. */
export interface ImageRecord {
  image: Image;
  sizeBytes: number;
  /** When its file was written; undefined: whether the bytes of the file are right is not known. */
  fileTimeUs: number | undefined;
}

interface ImageRow {
  image: Buffer;
  size_bytes: number;
  file_time_us: number | null;
}

/** The records of images, who may see them, what uses them, and their renditions. Writes are for transactions. */
export type ImageTable = ReturnType<typeof createImageTable>;

export function createImageTable(database: Database, now: () => Date) {
  const upsert = database.prepare(
    `INSERT INTO images (id, image, size_bytes, last_used_ms, file_time_us) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET last_used_ms = excluded.last_used_ms, file_time_us = excluded.file_time_us`,
  );
  const updateFileTime = database.prepare('UPDATE images SET file_time_us = ? WHERE id = ?');
  const touch = database.prepare('UPDATE images SET last_used_ms = MAX(last_used_ms, ?) WHERE id = ?');
  const insertGrant = database.prepare(
    'INSERT INTO grants (image_id, caller) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  const insertRendition = database.prepare(
    `INSERT INTO renditions (source_image_id, width, media_type, image_id) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET image_id = excluded.image_id`,
  );
  const insertUse = database.prepare(
    'INSERT INTO job_images (job_id, image_id) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  const deleteUses = database.prepare('DELETE FROM job_images WHERE job_id = ?');
  const isUsed = database
    .prepare<[number, string], number>('SELECT uses > 0 OR last_used_ms >= ? FROM images WHERE id = ?')
    .pluck();
  const deleteImage = database.prepare('DELETE FROM images WHERE id = ?');
  const deleteCachedSteps = database.prepare(
    'DELETE FROM step_cache WHERE key IN (SELECT key FROM step_cache_images WHERE image_id = ?)',
  );
  const selectImage = database.prepare<[string], ImageRow>(
    'SELECT image, size_bytes, file_time_us FROM images WHERE id = ?',
  );
  const hasImage = database.prepare<[string], number>('SELECT 1 FROM images WHERE id = ?').pluck();
  const selectVisible = database
    .prepare<[string, string], Buffer>(
      `SELECT image FROM images WHERE id = ?
       AND EXISTS (SELECT 1 FROM grants WHERE image_id = images.id AND caller = ?)`,
    )
    .pluck();
  const selectRendition = database
    .prepare<[string, number, string], Buffer>(
      `SELECT image FROM images WHERE id =
       (SELECT image_id FROM renditions WHERE source_image_id = ? AND width = ? AND media_type = ?)`,
    )
    .pluck();
  const selectUnused = database
    .prepare<[number, number], Buffer>(
      'SELECT image FROM images WHERE uses = 0 AND last_used_ms < ? ORDER BY last_used_ms LIMIT ?',
    )
    .pluck();
  const selectTotal = database.prepare<[], number>('SELECT size_bytes FROM image_totals').pluck();

  const decode = (blob: Buffer | undefined): Image | undefined => blob && Image.decode(blob);
  const has = (imageId: string): boolean => hasImage.get(imageId) !== undefined;
  const mustHave = (imageId: string): void => {
    if (!has(imageId)) throw new AppError('IMAGE_NOT_FOUND', { metadata: { image_id: imageId } });
  };
  const forgetCachedSteps = (imageId: string): void => {
    deleteCachedSteps.run(imageId);
  };
  const uses: ImageUses = {
    use(job) {
      for (const imageId of namedImages(job)) {
        if (insertUse.run(job.id, imageId).changes === 0) continue;
        mustHave(imageId);
        insertGrant.run(imageId, job.caller);
      }
    },
    release(jobId) {
      deleteUses.run(jobId);
    },
  };

  return {
    uses,
    has,
    /** Records an image, or that its bytes have come again. */
    put(image: Image, fileTimeUs: number): void {
      upsert.run(image.id, Image.encode(image).finish(), image.sizeBytes, now().getTime(), fileTimeUs);
    },
    /** @throws AppError IMAGE_NOT_FOUND */
    grant: database.transaction((caller: string, imageId: string, rendition?: RenditionKey): void => {
      mustHave(imageId);
      insertGrant.run(imageId, caller);
      touch.run(now().getTime(), imageId);
      if (!rendition) return;
      const { sourceImageId, width, mediaType } = rendition;
      mustHave(sourceImageId);
      insertRendition.run(sourceImageId, width, mediaType, imageId);
      touch.run(now().getTime(), sourceImageId);
    }),
    touch(imageId: string): void {
      touch.run(now().getTime(), imageId);
    },
    /** Notes when the file of an image was written whose bytes have been found right. */
    noteFileTime(imageId: string, fileTimeUs: number): void {
      updateFileTime.run(fileTimeUs, imageId);
    },
    /** Notes that the file of an image is damaged: no cached step that needs it is served again. */
    noteDamage: database.transaction((imageId: string): void => {
      updateFileTime.run(null, imageId);
      forgetCachedSteps(imageId);
    }),
    /** False: a job names it, or it was used since a time. */
    remove: database.transaction((imageId: string, unusedSinceMs: number): boolean => {
      if (isUsed.get(unusedSinceMs, imageId) === 1) return false;
      forgetCachedSteps(imageId);
      deleteImage.run(imageId);
      return true;
    }),
    record(imageId: string): ImageRecord | undefined {
      const row = selectImage.get(imageId);
      if (!row) return undefined;
      const { image, size_bytes, file_time_us } = row;
      return { image: Image.decode(image), sizeBytes: size_bytes, fileTimeUs: file_time_us ?? undefined };
    },
    visible: (caller: string, imageId: string) => decode(selectVisible.get(imageId, caller)),
    rendition: ({ sourceImageId, width, mediaType }: RenditionKey) =>
      decode(selectRendition.get(sourceImageId, width, mediaType)),
    unused: (beforeMs: number, limit: number): Image[] =>
      selectUnused.all(beforeMs, limit).map((blob) => Image.decode(blob)),
    totalBytes: (): number => selectTotal.get() ?? 0,
  };
}
