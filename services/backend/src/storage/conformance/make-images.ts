import { createHash } from 'node:crypto';
import { Image } from '@nanococoa/proto/common/v1/image.ts';
import { START_TIME } from '../../jobs/test-jobs.ts';
import type { Storage } from '../storage.ts';

/** Bytes that differ by their name. */
export function namedBytes(name: string, sizeBytes = 1000): Buffer {
  return Buffer.alloc(sizeBytes, createHash('sha512').update(name).digest());
}

/** The image that bytes are. */
export function imageOf(bytes: Uint8Array): Image {
  return Image.create({
    id: createHash('sha256').update(bytes).digest('hex'),
    mediaType: 'image/png',
    width: 8,
    height: 8,
    sizeBytes: bytes.length,
    createTime: START_TIME,
  });
}

/** Stores bytes as an image that a caller sees. */
export async function storeImage(storage: Storage, bytes: Uint8Array, caller = 'local'): Promise<Image> {
  const staged = await storage.stageImage();
  await staged.write(bytes);
  const image = await staged.commit(imageOf(bytes));
  await storage.grantImage(caller, image.id);
  return image;
}

/** Stores an image made of a name. */
export function storeNamed(storage: Storage, name: string, caller?: string): Promise<Image> {
  return storeImage(storage, namedBytes(name), caller);
}

/** All bytes of an image from an offset on. */
export async function readAll(storage: Storage, imageId: string, offset?: number): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(storage.readImageBytes(imageId, offset)));
}
