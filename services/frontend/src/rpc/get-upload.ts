import type { Context } from '@nanococoa/common/rpc/context.ts';
import { downstream } from '@nanococoa/common/rpc/downstream.ts';
import type { GetUploadRequest } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import type { Dependencies } from '../dependencies.ts';
import { completeUpload } from '../images/complete-upload.ts';
import { BACKEND_TIMEOUT_MS } from '../limits.ts';
import { checkId, ID } from '../requests/check-id.ts';

/** GetUpload: how far it is. Finishes a complete one whose check a dead Frontend left undone. */
export function getUpload(dependencies: Dependencies) {
  return async ({ uploadId }: GetUploadRequest, context: Context) => {
    checkId(ID.upload, 'upload_id', uploadId);
    const { upload } = await dependencies.backend.getUpload(
      { uploadId },
      downstream(context, { timeoutMs: BACKEND_TIMEOUT_MS }),
    );
    return { upload: await completeUpload(dependencies, context, upload) };
  };
}
