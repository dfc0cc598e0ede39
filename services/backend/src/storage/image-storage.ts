import type { Image } from '@nanococoa/proto/common/v1/image.ts';

/** A rendition's name: what it was made from and what was asked for. */
export interface RenditionKey {
  sourceImageId: string;
  width: number;
  mediaType: string;
}

/** Bytes on their way to becoming an image. */
export interface StagedImage {
  /** Appends bytes; resolves when they are handed to the system, so that a reader cannot run ahead of the disk. */
  write(bytes: Uint8Array): Promise<void>;
  /**
   * Makes the bytes an image, durably, and gives it as first recorded. `image.id` is their SHA-256, which the caller
   * has computed. It counts as just used: it is not swept before it is named by a job. Bytes that are there already
   * are replaced: that repairs damaged ones.
   * @throws AppError IMAGE_SIZE_MISMATCH
   */
  commit(image: Image): Promise<Image>;
  /** Removes the bytes. Harmless after `commit`. */
  discard(): Promise<void>;
}

/** Images: immutable bytes named by their SHA-256, what is known of them, and who may see them. */
export interface ImageStorage {
  /** Takes new bytes in. Nothing of them is seen until they are committed. */
  stageImage(): Promise<StagedImage>;
  /**
   * Shows an image to a caller, as a rendition where a key is given; it, and what it was made from, count as just used.
   * @throws AppError IMAGE_NOT_FOUND
   */
  grantImage(caller: string, imageId: string, rendition?: RenditionKey | undefined): Promise<void>;
  readImage(imageId: string): Promise<Image | undefined>;
  /** The image, if the caller may see it. */
  readVisibleImage(caller: string, imageId: string): Promise<Image | undefined>;
  readRendition(key: RenditionKey): Promise<Image | undefined>;
  /**
   * An image's bytes from an offset on, in pieces of 256 KiB.
   * @throws AppError IMAGE_NOT_FOUND; IMAGE_DAMAGED, with image_id in its metadata, when they are not those that were
   * stored: before the first piece wherever that can be known
   */
  readImageBytes(imageId: string, offset?: number): AsyncIterable<Uint8Array>;
  /**
   * Reads all bytes of an image and compares their digest: for whoever was told that they are damaged. False: they
   * are, or there is no such image. Cached steps that need a damaged image are forgotten; storing its bytes again
   * repairs it.
   */
  verifyImageBytes(imageId: string): Promise<boolean>;
  /** Bytes of all images. */
  storedBytes(): Promise<number>;
  /** Images that no job names, and that nobody stored, was shown or found in the cache since a time; oldest first. */
  listUnusedImages(unusedSince: Date, limit: number): Promise<Image[]>;
  /**
   * Removes an image, its bytes, and the renditions and cached steps that need it. False: a job names it, or, where a
   * time is given, it has been used since.
   */
  deleteImage(imageId: string, unusedSince?: Date): Promise<boolean>;
}
