import { imageChunks } from '@nanococoa/common/chunks/image-chunks.ts';
import { Image } from '@nanococoa/proto/common/v1/image.ts';
import type { MeshClient } from './mesh-client.ts';
import { withRetries } from './retries.ts';

/** A picture's bytes and their SHA-256. */
export interface Picture {
  id: string;
  bytes: Buffer;
}

/** Uploads by one stream; begins again when it breaks. */
export async function uploadByStream({ rpc }: MeshClient, picture: Picture): Promise<void> {
  await withRetries(() => rpc.uploadImage(pictureChunks(picture)));
}

const PIECE_BYTES = 64 * 1024;

/** Uploads in pieces, each of them repeated until it is answered. */
export async function uploadInPieces({ rpc }: MeshClient, { id, bytes }: Picture): Promise<void> {
  const { upload } = await withRetries(() => rpc.createUpload({ sizeBytes: bytes.length, sha256: id }));
  const uploadId = upload?.id ?? '';
  let imageId: string | undefined;
  for (let offset = 0; offset < bytes.length; offset += PIECE_BYTES) {
    const data = bytes.subarray(offset, offset + PIECE_BYTES);
    const answer = await withRetries(() => rpc.appendUpload({ uploadId, offset, data }));
    imageId = answer.upload?.image?.id;
  }
  if (imageId !== id) throw new Error(`the upload gave image ${imageId}, not ${id}`);
}

/** The requests of UploadImage. */
export async function* pictureChunks({ id, bytes }: Picture) {
  const image = Image.fromPartial({ id, sizeBytes: bytes.length });
  for await (const chunk of imageChunks(image, [bytes])) yield { chunk };
}
