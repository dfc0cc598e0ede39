import { giveAway } from '@nanococoa/common/chunks/give-away.ts';
import type { Context } from '@nanococoa/common/rpc/context.ts';
import { downstream } from '@nanococoa/common/rpc/downstream.ts';
import type { DownloadImageRequest } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import type { Dependencies } from '../dependencies.ts';
import { findRendition } from '../images/find-rendition.ts';
import { checkId, ID } from '../requests/check-id.ts';
import { checkRendition } from '../requests/check-rendition.ts';

/** DownloadImage: the bytes of an image or of a rendition of it, from an offset, chunk by chunk as the client takes them. */
export function downloadImage(dependencies: Dependencies) {
  return async function* ({ imageId, offset, rendition }: DownloadImageRequest, context: Context) {
    checkId(ID.image, 'image_id', imageId);
    const wanted = rendition && checkRendition(rendition);
    const id = wanted ? (await findRendition(dependencies, context, imageId, wanted)).id : imageId;
    // Each is a generator that waits for its reader: a slow client slows the Backend's reading down.
    for await (const { chunk } of dependencies.backend.readImage(
      { imageId: id, offset },
      downstream(context),
    )) {
      if (chunk) giveAway(chunk.data);
      yield { chunk };
    }
  };
}
