import { createSHA256 } from 'hash-wasm';

/** Read at a time: large enough to be quick, small enough that the page stays responsive. */
const SLICE_BYTES = 1024 * 1024;

/**
 * SHA-256 of a blob, 64 lower-case hexadecimal digits, without holding all of it in memory.
 * hash-wasm rather than crypto.subtle: that one is missing on plain HTTP outside of localhost and
 * takes only whole buffers. WebAssembly needs 'wasm-unsafe-eval' in the page's script-src.
 */
export async function sha256Of(blob: Blob, signal: AbortSignal): Promise<string> {
  const hasher = await createSHA256();
  for (let offset = 0; offset < blob.size; offset += SLICE_BYTES) {
    hasher.update(new Uint8Array(await blob.slice(offset, offset + SLICE_BYTES).arrayBuffer()));
    signal.throwIfAborted();
  }
  return hasher.digest('hex');
}
