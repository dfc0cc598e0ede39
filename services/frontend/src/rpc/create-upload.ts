import { AppError } from '@nanococoa/common/errors/app-error.ts';
import { MAX_IMAGE_BYTES } from '@nanococoa/common/limits/image-limits.ts';
import type { Context } from '@nanococoa/common/rpc/context.ts';
import { downstream } from '@nanococoa/common/rpc/downstream.ts';
import type { CreateUploadRequest } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import type { Dependencies } from '../dependencies.ts';
import { BACKEND_TIMEOUT_MS } from '../limits.ts';
import { checkId, ID } from '../requests/check-id.ts';

/** CreateUpload: begins a resumable upload in the Backend. */
export function createUpload({ backend }: Dependencies) {
  return async ({ sizeBytes, sha256 }: CreateUploadRequest, context: Context) => {
    if (sizeBytes < 1 || sizeBytes > MAX_IMAGE_BYTES) {
      throw new AppError(sizeBytes < 1 ? 'IMAGE_EMPTY' : 'IMAGE_TOO_LARGE', {
        fields: [{ field: 'size_bytes', description: `is ${sizeBytes}; must be 1 to ${MAX_IMAGE_BYTES}` }],
      });
    }
    if (sha256 !== '') checkId(ID.image, 'sha256', sha256);
    return backend.createUpload(
      { sizeBytes, sha256 },
      downstream(context, { timeoutMs: BACKEND_TIMEOUT_MS }),
    );
  };
}
