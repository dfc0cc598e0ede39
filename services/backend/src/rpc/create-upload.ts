import { AppError, type FieldViolation } from '@nanococoa/common/errors/app-error.ts';
import { MAX_IMAGE_BYTES } from '@nanococoa/common/limits/image-limits.ts';
import type { Storage } from '../storage/storage.ts';
import type { UploadStore } from '../uploads/upload-store.ts';
import type { BackendRpc } from './backend-rpc.ts';
import { uploadMessage } from './upload-message.ts';

/** CreateUpload. */
export function createUploadRpc(deps: {
  storage: Storage;
  uploads: UploadStore;
}): BackendRpc<'createUpload'> {
  return async ({ sizeBytes, sha256 }, { caller }) => {
    const fields: FieldViolation[] = [];
    if (sizeBytes < 1 || sizeBytes > MAX_IMAGE_BYTES) {
      fields.push({ field: 'size_bytes', description: `is ${sizeBytes}; 1 to ${MAX_IMAGE_BYTES}` });
    }
    if (!/^([0-9a-f]{64})?$/.test(sha256)) {
      fields.push({ field: 'sha256', description: 'must be empty or 64 lower-case hexadecimal digits' });
    }
    if (fields.length > 0) throw new AppError('INVALID_REQUEST', { fields });
    const upload = await deps.uploads.create({ caller, sizeBytes, sha256 });
    return { upload: await uploadMessage(deps.storage, upload) };
  };
}
