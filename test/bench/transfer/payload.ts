import { createHash, randomBytes } from 'node:crypto';
import { Image } from '@nanococoa/proto/common/v1/image.ts';

/** Size of the picture that is moved. */
export const PAYLOAD_BYTES = 64 * 1024 * 1024;

/** 64 MiB that no compression makes smaller, with the facts that a stream announces. */
export function makePayload(): { bytes: Buffer; image: Image } {
  const bytes = randomBytes(PAYLOAD_BYTES);
  const id = createHash('sha256').update(bytes).digest('hex');
  return { bytes, image: Image.fromPartial({ id, mediaType: 'image/png', sizeBytes: bytes.length }) };
}
