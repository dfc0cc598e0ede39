import { Image } from '@nanococoa/proto/common/v1/image.ts';
import type { Database } from 'better-sqlite3';
import type { RenditionKey, Storage } from '../storage.ts';
import type { GroupCommit } from './group-commit.ts';
import type { ImageRecorder } from './job-table.ts';

type ImageTable = Pick<
  Storage,
  'recordImage' | 'readImage' | 'readVisibleImage' | 'readRendition' | 'grantImage'
>;

interface ImageRow {
  image: Buffer;
}

/** Images, who may see them, and their renditions. `record` is for use inside another table's transaction. */
export function createImageTable(database: Database, commits: GroupCommit): ImageTable & ImageRecorder {
  const insertImage = database.prepare('INSERT INTO images (id, image) VALUES (?, ?) ON CONFLICT DO NOTHING');
  const insertGrant = database.prepare(
    'INSERT INTO image_grants (caller, image_id) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  const insertRendition = database.prepare(
    `INSERT INTO renditions (source_image_id, width, media_type, image_id) VALUES (?, ?, ?, ?)
     ON CONFLICT DO NOTHING`,
  );
  const selectImage = database.prepare<[string], ImageRow>('SELECT image FROM images WHERE id = ?');
  const selectVisible = database.prepare<[string, string], ImageRow>(
    `SELECT image FROM images WHERE id = ?
     AND EXISTS (SELECT 1 FROM image_grants WHERE caller = ? AND image_id = images.id)`,
  );
  const selectRendition = database.prepare<[string, number, string], ImageRow>(
    `SELECT image FROM images WHERE id =
     (SELECT image_id FROM renditions WHERE source_image_id = ? AND width = ? AND media_type = ?)`,
  );

  const record = (image: Image, caller: string): void => {
    insertImage.run(image.id, Image.encode(image).finish());
    insertGrant.run(caller, image.id);
  };
  const recordAll = database.transaction((image: Image, caller: string, key?: RenditionKey): void => {
    record(image, caller);
    if (key) insertRendition.run(key.sourceImageId, key.width, key.mediaType, image.id);
  });
  const decode = (row: ImageRow | undefined): Image | undefined => row && Image.decode(row.image);

  return {
    record,
    async recordImage({ image, caller, rendition }) {
      await commits.write(() => recordAll(image, caller, rendition));
      return decode(selectImage.get(image.id)) ?? image;
    },
    readImage: async (imageId) => decode(selectImage.get(imageId)),
    readVisibleImage: async (caller, imageId) => decode(selectVisible.get(imageId, caller)),
    readRendition: async ({ sourceImageId, width, mediaType }) =>
      decode(selectRendition.get(sourceImageId, width, mediaType)),
    async grantImage(caller, imageId) {
      await commits.write(() => insertGrant.run(caller, imageId));
    },
  };
}
