import type { CallOptions } from '../calls/call-options.ts';

export interface UploadProgress {
  /** What has been sent of it; goes back to 0 when a broken stream has to be begun anew. */
  sentBytes: number;
  totalBytes: number;
}

export interface UploadOptions extends CallOptions {
  onProgress?: ((progress: UploadProgress) => void) | undefined;
}
