import type { UploadStore } from '../uploads/upload-store.ts';
import type { BackendRpc } from './backend-rpc.ts';

/** ReadUpload: the first chunk tells the size, the last one the digest of what was read. */
export function readUploadRpc({ uploads }: { uploads: UploadStore }): BackendRpc<'readUpload'> {
  return async function* readUpload({ uploadId }, { caller }) {
    for await (const chunk of uploads.read(caller, uploadId)) yield { chunk };
  };
}
