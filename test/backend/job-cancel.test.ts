import { setTimeout } from 'node:timers/promises';
import { type Job, JobState } from '@nanococoa/proto/common/v1/job.ts';
import type { RunStepResponse } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import { expect, test } from 'vitest';
import { backendForFile } from './backend-for-file.ts';
import { as } from './backend-process.ts';
import { honestStep, type SeenStep } from './fake-model-serving.ts';
import { createJob, kinds, watchEvents } from './requests.ts';

const JOBS = 60;
const LONGEST_WAIT_MS = 120;

const mesh = await backendForFile({ slots: 2 });

/** A step that pauses between its messages, so that a cancel falls anywhere. */
async function* pausing(seen: SeenStep): AsyncGenerator<RunStepResponse> {
  for await (const response of honestStep(seen)) {
    await setTimeout(2);
    yield response;
  }
}

test('a job cancelled at any moment ends once, as it was answered, and others are not touched', async () => {
  mesh.models.behave(pausing);
  const { client } = mesh.backend;
  const untouched = await createJob(mesh.backend, { seed: 1_000_000 });
  const cancelled = async (seed: number): Promise<Job> => {
    const { id: jobId } = await createJob(mesh.backend, { seed });
    await setTimeout((seed / JOBS) * LONGEST_WAIT_MS);
    const [first, second] = await Promise.all([
      client.cancelJob({ jobId }, as('local')),
      client.cancelJob({ jobId }, as('local')),
    ]);
    expect(second.job).toEqual(first.job);
    if (!first.job) throw new Error('CancelJob gave no job');
    return first.job;
  };
  const answers = await Promise.all(Array.from({ length: JOBS }, (_, seed) => cancelled(seed)));

  for (const answer of answers) {
    const events = await watchEvents(mesh.backend, answer.id);
    expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1));
    expect(kinds(events).filter((kind) => kind === 'finished')).toHaveLength(1);
    // What was answered is what it stays, whatever a step brought afterwards.
    const { job } = await client.getJob({ jobId: answer.id }, as('local'));
    expect(job).toEqual(answer);
  }
  const states = new Set(answers.map(({ state }) => state));
  expect(states).toContain(JobState.CANCELLED);
  await watchEvents(mesh.backend, untouched.id);
  const { job } = await client.getJob({ jobId: untouched.id }, as('local'));
  expect(job?.state).toBe(JobState.SUCCEEDED);
  const left = async (): Promise<unknown> => {
    const { status } = await client.getServerStatus({}, as('local'));
    return [status?.queuedJobs, status?.runningJobs];
  };
  await expect.poll(left, { timeout: 30_000 }).toEqual([0, 0]);
});
