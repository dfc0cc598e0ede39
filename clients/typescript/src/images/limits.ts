/** Largest picture that the server takes, bytes. */
export const MAX_IMAGE_BYTES = 64 * 1024 * 1024;
/** Bytes of a chunk in a stream: large enough to be fast, small enough to interleave. */
export const CHUNK_BYTES = 256 * 1024;
/** Bytes of a piece of AppendUpload. */
export const PIECE_BYTES = 1024 * 1024;
/** A plain HTTP/1.1 page has six connections: three pieces, one watch, and room for the rest. */
export const PIECES_IN_FLIGHT = 3;
/** Longest that a piece may take: 9 KB a second. */
export const PIECE_TIMEOUT_MS = 120_000;
