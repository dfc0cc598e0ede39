import type { Storage } from '../storage/storage.ts';
import type { UploadStore } from '../uploads/upload-store.ts';
import type { BackendRpc } from './backend-rpc.ts';
import { uploadMessage } from './upload-message.ts';

/** FinishUpload: with an image the bytes become it, without one they are dropped. */
export function finishUploadRpc(deps: {
  storage: Storage;
  uploads: UploadStore;
}): BackendRpc<'finishUpload'> {
  return async ({ uploadId, image }, { caller }) => {
    if (!image) {
      await deps.uploads.drop(caller, uploadId);
      return {};
    }
    const upload = await deps.uploads.finish(caller, uploadId, image);
    return { upload: await uploadMessage(deps.storage, upload) };
  };
}
