import type { CallOptions } from '../calls/call-options.ts';

export interface UploadProgress {
  /** What has been sent of it; goes back to 0 when a broken stream has to be begun anew. */
  sentBytes: number;
  totalBytes: number;
}

export interface UploadOptions extends CallOptions {
  onProgress?: ((progress: UploadProgress) => void) | undefined;
  /** Hears the id of the upload once its pieces have a place to go to: what `resume` takes. A stream has none. */
  onCreated?: ((uploadId: string) => void) | undefined;
  /**
   * An upload of the same bytes that was cut off, in this process or in one before: only what it lacks is sent. One that
   * has expired, or that is of other bytes, is begun anew.
   */
  resume?: { uploadId: string } | undefined;
}
