import type { Job } from '@nanococoa/proto/common/v1/job.ts';

/** The ids of all images that a job made, in an order of their own: two jobs that made the same have the same text. */
export function jobImages(job: Job): string {
  const steps = job.steps.map(({ number, result, artifacts }) => {
    const kept = artifacts.map(({ kind, image }) => `${kind}:${image?.id}`).sort();
    return `step ${number}: ${result?.id} ${kept.join(' ')}`;
  });
  return [...steps, `result: ${job.result?.id}`].join('\n');
}
