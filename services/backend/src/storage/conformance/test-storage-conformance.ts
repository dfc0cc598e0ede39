import { describe } from 'vitest';
import { testImageRetention } from './test-image-retention.ts';
import { testImages } from './test-images.ts';
import { testJobSearch } from './test-job-search.ts';
import { testJobsKept } from './test-jobs-kept.ts';
import { testLeases } from './test-leases.ts';
import { testLog } from './test-log.ts';
import { testRandomOperations } from './test-random-operations.ts';
import { testServices } from './test-services.ts';
import { testUploads } from './test-uploads.ts';
import type { StoragePlace } from './use-storage.ts';

/** What every storage driver must do, through the interface alone. */
export function testStorageConformance(name: string, place: StoragePlace): void {
  describe(name, () => {
    testJobsKept(place);
    testJobSearch(place);
    testLeases(place);
    testLog(place);
    testImages(place);
    testImageRetention(place);
    testUploads(place);
    testServices(place);
    testRandomOperations(place);
  });
}
