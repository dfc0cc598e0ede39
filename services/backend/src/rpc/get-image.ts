import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { Storage } from '../storage/storage.ts';
import type { BackendRpc } from './backend-rpc.ts';

/** GetImage: facts of an image, or of a rendition of it that has been made. */
export function getImageRpc({ storage }: { storage: Storage }): BackendRpc<'getImage'> {
  return async ({ imageId, rendition }, { caller }) => {
    const image = await storage.readVisibleImage(caller, imageId);
    if (!image) throw new AppError('IMAGE_NOT_FOUND');
    if (!rendition) return { image };
    const made = await storage.readRendition({ sourceImageId: imageId, ...rendition });
    if (!made) throw new AppError('RENDITION_NOT_FOUND');
    // It may have been made for another caller who has the same image.
    await storage.grantImage(caller, made.id);
    return { image: made };
  };
}
