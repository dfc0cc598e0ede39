import { imageChunks } from '@nanococoa/common/chunks/image-chunks.ts';
import { Image } from '@nanococoa/proto/common/v1/image.ts';
import type { UploadStore } from '../uploads/upload-store.ts';
import type { BackendRpc } from './backend-rpc.ts';

/** ReadUpload: the first chunk tells the size, the last one the digest of what was read. */
export function readUploadRpc({ uploads }: { uploads: UploadStore }): BackendRpc<'readUpload'> {
  return async function* readUpload({ uploadId }, { caller }) {
    const { sizeBytes } = await uploads.get(caller, uploadId);
    const chunks = imageChunks(Image.create({ sizeBytes }), uploads.read(caller, uploadId));
    for await (const chunk of chunks) yield { chunk };
  };
}
