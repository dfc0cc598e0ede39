import type { ImageStorage } from './image-storage.ts';
import type { JobStorage } from './job-storage.ts';
import type { ServiceStorage } from './service-storage.ts';
import type { UploadStorage } from './upload-storage.ts';

/**
 * Everything that is kept. What a promise confirms is durable: it survives the power cord. A driver knows neither the
 * rules of jobs nor of the queue; whether it is a database and files of this machine or a distributed log and object
 * store, its callers do not see.
 * @throws AppError STORAGE_FULL, STORAGE_UNAVAILABLE, from every method
 */
export interface Storage extends JobStorage, ImageStorage, UploadStorage, ServiceStorage {
  /** Id of this store, made with it and kept: 1 to 64 letters, digits, - or _. Positions of its log belong to it. */
  readonly id: string;
  close(): Promise<void>;
}
