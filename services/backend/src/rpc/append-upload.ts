import { AppError } from '@nanococoa/common/errors/app-error.ts';
import { MAX_APPEND_BYTES } from '@nanococoa/common/limits/image-limits.ts';
import type { Storage } from '../storage/storage.ts';
import type { UploadStore } from '../uploads/upload-store.ts';
import type { BackendRpc } from './backend-rpc.ts';
import { uploadMessage } from './upload-message.ts';

/** AppendUpload: answered when the piece is durable. */
export function appendUploadRpc(deps: {
  storage: Storage;
  uploads: UploadStore;
}): BackendRpc<'appendUpload'> {
  return async ({ uploadId, offset, data }, { caller }) => {
    if (data.length < 1 || data.length > MAX_APPEND_BYTES) {
      throw new AppError('INVALID_REQUEST', {
        fields: [{ field: 'data', description: `has ${data.length} bytes; 1 to ${MAX_APPEND_BYTES}` }],
      });
    }
    const upload = await deps.uploads.append(caller, uploadId, offset, data);
    return { upload: await uploadMessage(deps.storage, upload) };
  };
}
