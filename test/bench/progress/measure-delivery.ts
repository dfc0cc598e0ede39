import type { AdClient } from '../../support/ad-client.ts';
import { nowMs } from './ages.ts';

/** An ad whose PNG has about 2 MB. */
const SPEC = {
  background: { prompt: 'walnut table' },
  output: { width: 1024, height: 1280, mediaType: 'image/png' },
  stopStep: 1,
};

/** From a job's end, as Backend notes it, until a client that watches it has its picture, checked: milliseconds. */
export async function measureDelivery(
  ads: AdClient,
  jobs: number,
): Promise<{ delays: number[]; sizeBytes: number }> {
  const delays: number[] = [];
  let sizeBytes = 0;
  for (let number = 0; number <= jobs; number++) {
    const { job, events } = await ads.make({ ...SPEC, seed: 1_000_000 + number });
    sizeBytes = (await ads.download(job.result?.id)).length;
    // The first job warms caches and code.
    if (number > 0) delays.push(nowMs() - Number(events.at(-1)?.time));
  }
  return { delays, sizeBytes };
}
