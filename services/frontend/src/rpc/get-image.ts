import type { Context } from '@nanococoa/common/rpc/context.ts';
import { downstream } from '@nanococoa/common/rpc/downstream.ts';
import type { GetImageRequest } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import type { Dependencies } from '../dependencies.ts';
import { BACKEND_TIMEOUT_MS } from '../limits.ts';
import { checkId, ID } from '../requests/check-id.ts';

/** GetImage: what is known of an image. */
export function getImage({ backend }: Dependencies) {
  return async ({ imageId }: GetImageRequest, context: Context) => {
    checkId(ID.image, 'image_id', imageId);
    return backend.getImage({ imageId }, downstream(context, { timeoutMs: BACKEND_TIMEOUT_MS }));
  };
}
