import { giveAway } from '@nanococoa/common/chunks/give-away.ts';
import { imageChunks } from '@nanococoa/common/chunks/image-chunks.ts';
import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { Storage } from '../storage/storage.ts';
import type { BackendRpc } from './backend-rpc.ts';

/** ReadImage: read from disk as fast as the caller takes it. */
export function readImageRpc({ storage }: { storage: Storage }): BackendRpc<'readImage'> {
  return async function* readImage({ imageId, offset }, { caller }) {
    const image = await storage.readVisibleImage(caller, imageId);
    if (!image) throw new AppError('IMAGE_NOT_FOUND');
    if (offset > image.sizeBytes) {
      throw new AppError('OFFSET_OUT_OF_RANGE', {
        fields: [{ field: 'offset', description: `is ${offset}; 0 to ${image.sizeBytes}` }],
        metadata: { size_bytes: String(image.sizeBytes) },
      });
    }
    const chunks = imageChunks(image, storage.readImageBytes(imageId, offset), { offset });
    for await (const chunk of chunks) {
      giveAway(chunk.data);
      yield { chunk };
    }
  };
}
