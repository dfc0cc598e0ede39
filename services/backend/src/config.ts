import { COMMON_FIELDS } from '@nanococoa/common/config/common-fields.ts';
import { address, directory, integer } from '@nanococoa/common/config/fields.ts';

/** A hundred years. */
const MAX_HOURS = 876_000;

/** What the Backend reads from its environment. */
export const BACKEND_CONFIG = {
  ...COMMON_FIELDS,
  /** Where it listens. */
  listen: address('BACKEND_LISTEN', { default: '127.0.0.1:50052' }),
  /** Where database and images are kept. One Backend a directory. */
  dataDirectory: directory('BACKEND_DATA_DIR', { default: '.nanococoa/data' }),
  /** The gateway's internal listener to ModelServing. */
  modelServingAddress: address('MODEL_SERVING_ADDRESS', { default: '127.0.0.1:50063' }),
  /** Jobs that may wait; more are refused with the time to come back. */
  queueCapacity: integer('BACKEND_QUEUE_CAPACITY', { default: 1000, min: 1, max: 1_000_000 }),
  /** Delay before the second attempt of a failed step, doubled for the third. */
  retryBaseMs: integer('BACKEND_RETRY_BASE_MS', { default: 250, min: 1, max: 60_000 }),
  /** How long a finished job is kept. */
  jobRetentionHours: integer('BACKEND_JOB_RETENTION_HOURS', { default: 720, min: 1, max: MAX_HOURS }),
  /** How long an image is kept that no job names, since its last use; cached steps go with their images. */
  imageRetentionHours: integer('BACKEND_IMAGE_RETENTION_HOURS', { default: 168, min: 1, max: MAX_HOURS }),
  /** What images may take on the disk, in megabytes of 2^20 bytes; 0: no limit. */
  storageMaxMb: integer('BACKEND_STORAGE_MAX_MB', { default: 0, min: 0, max: 1_000_000_000 }),
};
