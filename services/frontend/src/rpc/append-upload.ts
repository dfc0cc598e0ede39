import { AppError } from '@nanococoa/common/errors/app-error.ts';
import { MAX_APPEND_BYTES } from '@nanococoa/common/limits/image-limits.ts';
import type { Context } from '@nanococoa/common/rpc/context.ts';
import { downstream } from '@nanococoa/common/rpc/downstream.ts';
import type { AppendUploadRequest } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import type { Dependencies } from '../dependencies.ts';
import { completeUpload } from '../images/complete-upload.ts';
import { BACKEND_TIMEOUT_MS } from '../limits.ts';
import { checkId, ID } from '../requests/check-id.ts';

/** AppendUpload: the Backend keeps the piece; the piece that completes the picture has it checked. */
export function appendUpload(dependencies: Dependencies) {
  return async ({ uploadId, offset, data }: AppendUploadRequest, context: Context) => {
    checkId(ID.upload, 'upload_id', uploadId);
    if (data.length < 1 || data.length > MAX_APPEND_BYTES) {
      throw new AppError(data.length < 1 ? 'INVALID_REQUEST' : 'CHUNK_TOO_LARGE', {
        fields: [
          { field: 'data', description: `has ${data.length} bytes; must be 1 to ${MAX_APPEND_BYTES}` },
        ],
      });
    }
    const { upload } = await dependencies.backend.appendUpload(
      { uploadId, offset, data },
      downstream(context, { timeoutMs: BACKEND_TIMEOUT_MS }),
    );
    return { upload: await completeUpload(dependencies, context, upload) };
  };
}
