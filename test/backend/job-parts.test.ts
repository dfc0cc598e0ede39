import { fromClientError } from '@nanococoa/common/errors/from-client-error.ts';
import { type AdSpec, ProductSpec, TextSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { JobState, StepState } from '@nanococoa/proto/common/v1/job.ts';
import { InputRole } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import { expect, test } from 'vitest';
import { backendForFile } from './backend-for-file.ts';
import { as } from './backend-process.ts';
import { picture } from './fake-model-serving.ts';
import { createJob, jobRequest, kinds, putImage, watchEvents } from './requests.ts';

/** A busy machine is no failure. */
const PATIENT = { timeout: 30_000 };

const { backend, models } = await backendForFile({ slots: 1 });
const background = await putImage(backend, picture('my background', 5000));
const text = await putImage(backend, picture('my text', 5000));

const { SKIPPED, SUCCEEDED } = StepState;
const BLANK = TextSpec.create({ content: '  ' });

test.each<{
  what: string;
  changes: () => Partial<AdSpec>;
  ran: [number, boolean][];
  states: number[];
  result: string;
}>([
  {
    what: 'a blank copy ends with step 1, encoded as the output',
    changes: () => ({ text: BLANK }),
    ran: [[1, true]],
    states: [SUCCEEDED, SKIPPED, SKIPPED],
    result: 'step 1',
  },
  {
    what: 'stop_step 2 ends with the text',
    changes: () => ({ stopStep: 2 }),
    ran: [
      [1, false],
      [2, true],
    ],
    states: [SUCCEEDED, SUCCEEDED, SKIPPED],
    result: 'step 2',
  },
  {
    what: 'start_step 2 takes step 1 from the caller',
    changes: () => ({ startStep: 2, step1ImageId: background.id }),
    ran: [
      [2, false],
      [3, true],
    ],
    states: [SKIPPED, SUCCEEDED, SUCCEEDED],
    result: 'step 3',
  },
  {
    what: 'start_step 3 only composes',
    changes: () => ({ startStep: 3, step1ImageId: background.id, step2ImageId: text.id }),
    ran: [[3, true]],
    states: [SKIPPED, SKIPPED, SUCCEEDED],
    result: 'step 3',
  },
  {
    what: 'nothing to run gives the picture that was brought, at once',
    changes: () => ({ startStep: 2, step1ImageId: background.id, text: BLANK }),
    ran: [],
    states: [SKIPPED, SKIPPED, SKIPPED],
    result: 'my background',
  },
])('$what', async ({ changes, ran, states, result }) => {
  const { id } = await createJob(backend, changes());
  const events = await watchEvents(backend, id);
  expect(kinds(events).at(-1)).toBe('finished');
  expect(models.seen.map(({ task }) => [task.step, task.final])).toEqual(ran);
  const { job } = await backend.client.getJob({ jobId: id }, as('local'));
  expect(job?.state).toBe(JobState.SUCCEEDED);
  expect(job?.steps.map(({ state }) => state)).toEqual(states);
  const bytes = result === 'my background' ? picture(result, 5000) : picture(`${result} 7`, 700_000);
  expect(job?.result?.sizeBytes).toBe(bytes.length);
  const chunks = await Array.fromAsync(backend.client.readImage({ imageId: job?.result?.id }, as('local')));
  expect(Buffer.concat(chunks.map(({ chunk }) => chunk?.data ?? Buffer.alloc(0)))).toEqual(bytes);
});

test('a composition of brought pictures gets them as inputs, and is told that the background was brought', async () => {
  const job = await createJob(backend, { startStep: 3, step1ImageId: background.id, step2ImageId: text.id });
  expect(job.steps.map(({ result }) => result?.id)).toEqual([background.id, text.id, undefined]);
  await watchEvents(backend, job.id);
  const [{ task }] = models.seen;
  expect(task.backgroundSupplied).toBe(true);
  expect(task.inputs).toEqual([
    { role: InputRole.BACKGROUND, image: background },
    { role: InputRole.TEXT, image: text },
  ]);
});

test('every image that is not there is named at once', async () => {
  const request = jobRequest({
    startStep: 3,
    product: ProductSpec.create({ imageId: 'a'.repeat(64) }),
    step1ImageId: 'b'.repeat(64),
    step2ImageId: text.id,
  });
  const error = await backend.client
    .createJob(request, as('local'))
    .catch((thrown: unknown) => fromClientError(thrown));
  expect(error).toMatchObject({
    reason: 'IMAGE_NOT_FOUND',
    fields: [{ field: 'spec.product.image_id' }, { field: 'spec.step1_image_id' }],
  });
});

test('jobs are listed in pages, newest first, with counts', async () => {
  const ids: string[] = [];
  for (let i = 0; i < 5; i += 1) {
    const { job } = await backend.client.createJob(jobRequest({ text: BLANK }), as('lister'));
    ids.unshift(job?.id ?? '');
  }
  const pages: string[][] = [];
  let pageToken = '';
  do {
    const page = await backend.client.listJobs({ pageSize: 2, pageToken }, as('lister'));
    pages.push(page.jobs.map(({ id }) => id));
    pageToken = page.nextPageToken;
    expect(Object.values(page.counts ?? {}).reduce((sum, count) => sum + count, 0)).toBe(5);
  } while (pageToken !== '');
  expect(pages).toEqual([ids.slice(0, 2), ids.slice(2, 4), ids.slice(4)]);
});

test('a search finds jobs by words, page by page, those of its caller only', async () => {
  const create = async (content: string, caller: string) => {
    const text = TextSpec.fromPartial({ ...BLANK, content });
    return (await backend.client.createJob(jobRequest({ text }), as(caller))).job?.id ?? '';
  };
  const first = await create('커피 한 잔', 'searcher');
  await create('Tea', 'searcher');
  const second = await create('아이스 커피', 'searcher');
  await create('커피', 'somebody');
  const search = (request: { query: string; pageToken?: string; states?: JobState[] }) =>
    backend.client.listJobs({ pageSize: 1, ...request }, as('searcher'));
  const page = await search({ query: '커피' });
  expect(page.jobs.map(({ id }) => id)).toEqual([second]);
  const rest = await search({ query: '커피', pageToken: page.nextPageToken });
  expect([rest.jobs.map(({ id }) => id), rest.nextPageToken]).toEqual([[first], '']);
  expect((await search({ query: '커피', states: [JobState.FAILED] })).jobs).toEqual([]);
  expect((await search({ query: ' \u3000' })).jobs).toHaveLength(1);
});

test('the status names the workers that are connected', async () => {
  const leave = models.register(backend.port, 3, 'worker-2');
  const ids = async (): Promise<string[] | undefined> =>
    (await backend.client.getServerStatus({}, as('local'))).status?.workers.map(({ id }) => id).sort();
  await expect.poll(ids, PATIENT).toEqual(['worker-1', 'worker-2']);
  leave();
  await expect.poll(ids, PATIENT).toEqual(['worker-1']);
});
