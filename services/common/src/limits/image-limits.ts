/** Largest encoded picture, bytes: a 20 MB camera photo with room to spare. */
export const MAX_IMAGE_BYTES = 64 * 1024 * 1024;
/** Most pixels of a picture: bounds the memory of whoever decodes it (256 MB as RGBA). */
export const MAX_IMAGE_PIXELS = 64_000_000;
/** Longest side in pixels: what JPEG, WebP and AVIF decoders all take. */
export const MAX_IMAGE_SIDE = 16_384;
/** Size of the chunks that the services send: large enough to be fast, small enough to interleave. */
export const CHUNK_BYTES = 256 * 1024;
/** Largest chunk accepted in a stream; below gRPC's 4 MiB message limit, framing included. */
export const MAX_CHUNK_BYTES = 1024 * 1024;
/** Largest piece of AppendUpload; below gRPC's 4 MiB message limit, framing included. */
export const MAX_APPEND_BYTES = 2 * 1024 * 1024;
/** How far a piece of AppendUpload may be ahead of the committed size. */
export const MAX_APPEND_AHEAD_BYTES = 8 * 1024 * 1024;
/** Media types that pictures may have. */
export const IMAGE_MEDIA_TYPES = ['image/png', 'image/jpeg', 'image/webp', 'image/avif'] as const;
export type ImageMediaType = (typeof IMAGE_MEDIA_TYPES)[number];
