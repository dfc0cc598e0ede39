import { randomUUID } from 'node:crypto';
import { fromClientError } from '@nanococoa/common/errors/from-client-error.ts';
import { CreateJobRequest } from '@nanococoa/proto/backend/v1/backend_service.ts';
import { TextSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { JobState } from '@nanococoa/proto/common/v1/job.ts';
import { expect, test } from 'vitest';
import { backendForFile } from './backend-for-file.ts';
import { as } from './backend-process.ts';
import { createJob, jobRequest, kinds, watchEvents } from './requests.ts';

const mesh = await backendForFile({ slots: 1 });

const { SUCCEEDED } = JobState;
const reasonOf = async (call: Promise<unknown>): Promise<string | undefined> =>
  call.then(
    () => undefined,
    (error: unknown) => fromClientError(error)?.reason,
  );

test('fifty CreateJob calls at once with one request id are one job', async () => {
  const caller = randomUUID();
  const request = jobRequest();
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => mesh.backend.client.createJob(request, as(caller))),
  );
  expect(new Set(answers.map(({ job }) => job?.id)).size).toBe(1);
  const { jobs, counts } = await mesh.backend.client.listJobs({ pageSize: 10 }, as(caller));
  expect(jobs).toHaveLength(1);
  expect(Object.values(counts ?? {}).reduce((sum, count) => sum + count, 0)).toBe(1);
  // The job can also be found by the request that made it.
  const { job } = await mesh.backend.client.getJob({ requestId: request.requestId }, as(caller));
  expect(job?.id).toBe(jobs[0].id);
});

test('a finished job is deleted with its events; one that is not finished is not', async () => {
  const { client } = mesh.backend;
  const { id: jobId } = await createJob(mesh.backend);
  await watchEvents(mesh.backend, jobId);
  expect(await reasonOf(client.deleteJob({ jobId }, as('mallory')))).toBe('JOB_NOT_FOUND');
  await client.deleteJob({ jobId }, as('local'));
  expect(await reasonOf(client.getJob({ jobId }, as('local')))).toBe('JOB_NOT_FOUND');
  expect(await reasonOf(client.deleteJob({ jobId }, as('local')))).toBe('JOB_NOT_FOUND');
  expect(await reasonOf(Array.fromAsync(client.watchJob({ jobId }, as('local'))))).toBe('JOB_NOT_FOUND');

  await mesh.whileNoSlotIsFree(async () => {
    const { jobs } = await client.listJobs({ pageSize: 1 }, as('local'));
    expect(await reasonOf(client.deleteJob({ jobId: jobs[0].id }, as('local')))).toBe('JOB_NOT_FINISHED');
  });
});

test('priority and labels are kept, and of a caller the job with the highest priority runs first', async () => {
  const labels = { campaign: 'winter', shop: 'Seoul' };
  const ids = await mesh.whileNoSlotIsFree(async () => {
    const order = [];
    for (const priority of [1, 9, 5]) {
      const request = { ...jobRequest({ seed: 100 + priority }), priority, labels };
      const { job } = await mesh.backend.client.createJob(request, as('local'));
      expect(job).toMatchObject({ priority, labels });
      order.push(job?.id ?? '');
    }
    mesh.models.seen.length = 0;
    return order;
  });
  for (const id of ids) await watchEvents(mesh.backend, id);
  const seeds = mesh.models.seen.filter(({ task }) => task.step === 1).map(({ task }) => task.spec?.seed);
  expect(seeds.filter((seed) => seed !== undefined && seed > 100)).toEqual([109, 105, 101]);
  expect(await reasonOf(mesh.backend.client.createJob({ ...jobRequest(), priority: 10 }, as('local')))).toBe(
    'INVALID_REQUEST',
  );
});

test('a rerun begins with the steps of its parent, for their owner only', async () => {
  const { client } = mesh.backend;
  const parent = await createJob(mesh.backend, { seed: 50 });
  await watchEvents(mesh.backend, parent.id);
  mesh.models.seen.length = 0;
  const request = CreateJobRequest.create({
    ...jobRequest({ seed: 50, text: TextSpec.create({ content: 'Tea' }) }),
    parentId: parent.id,
    fromStep: 2,
  });
  const { job } = await client.createJob(request, as('local'));
  expect(job).toMatchObject({ parentId: parent.id, steps: [{ cached: true }, {}, {}] });
  const events = await watchEvents(mesh.backend, job?.id ?? '');
  expect(kinds(events).slice(0, 4)).toEqual(['queued', 'stepFinished', 'started', 'stepStarted']);
  expect(mesh.models.seen.map(({ task }) => task.step)).toEqual([2, 3]);
  const rerun = await client.getJob({ jobId: job?.id }, as('local'));
  const first = await client.getJob({ jobId: parent.id }, as('local'));
  expect(rerun.job).toMatchObject({ state: SUCCEEDED });
  expect(rerun.job?.steps[0].result).toEqual(first.job?.steps[0].result);

  const foreign = { ...request, requestId: randomUUID() };
  expect(await reasonOf(client.createJob(foreign, as('mallory')))).toBe('JOB_NOT_FOUND');
});

test('a rerun of a job whose earlier steps are not done is refused', async () => {
  const reason = await mesh.whileNoSlotIsFree(async () => {
    const { jobs } = await mesh.backend.client.listJobs({ pageSize: 1 }, as('local'));
    const request = { ...jobRequest(), parentId: jobs[0].id, fromStep: 2 };
    return reasonOf(mesh.backend.client.createJob(request, as('local')));
  });
  expect(reason).toBe('STEP_NOT_DONE');
});

test('the cursor of a list misses nothing that happens after it', async () => {
  const caller = randomUUID();
  const { client } = mesh.backend;
  const { watchCursor } = await client.listJobs({ pageSize: 10 }, as(caller));
  const { job } = await client.createJob(jobRequest({ seed: 77 }), as(caller));
  const sequences: number[] = [];
  for await (const { news } of client.watchJobs({ cursor: watchCursor }, as(caller))) {
    if (news?.$case !== 'event') continue;
    expect(news.value.jobId).toBe(job?.id);
    sequences.push(news.value.sequence);
    if (news.value.event?.$case === 'finished') break;
  }
  expect(sequences).toEqual(sequences.map((_, index) => index + 1));
  const other = Buffer.from('1:another-store:1').toString('base64url');
  const watching = Array.fromAsync(client.watchJobs({ cursor: other }, as(caller)));
  expect(await reasonOf(watching)).toBe('CURSOR_EXPIRED');
});
