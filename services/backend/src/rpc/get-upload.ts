import type { Storage } from '../storage/storage.ts';
import type { UploadStore } from '../uploads/upload-store.ts';
import type { BackendRpc } from './backend-rpc.ts';
import { uploadMessage } from './upload-message.ts';

/** GetUpload. */
export function getUploadRpc(deps: { storage: Storage; uploads: UploadStore }): BackendRpc<'getUpload'> {
  return async ({ uploadId }, { caller }) => ({
    upload: await uploadMessage(deps.storage, await deps.uploads.get(caller, uploadId)),
  });
}
