import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeWatchCursor } from '@nanococoa/backend/jobs/watch-cursor.ts';
import { createRpcClient } from '@nanococoa/common/rpc/client.ts';
import { downstream } from '@nanococoa/common/rpc/downstream.ts';
import { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import type { JobEvent } from '@nanococoa/proto/common/v1/job.ts';
import { FrontendServiceDefinition } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import type { CallOptions } from 'nice-grpc';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { createFrontendClient } from '../../services/frontend/web/src/api/client.ts';
import {
  type JobsNews,
  type WatchJobsClient,
  watchJobs,
} from '../../services/frontend/web/src/api/watch-jobs.ts';
import { type AdClient, createAdClient } from '../support/ad-client.ts';
import { startTestMesh, type TestMesh } from '../support/start-test-mesh.ts';

const JOB_MS = 30_000;
let mesh: TestMesh;
let ads: AdClient;
let seed = 0;

beforeAll(async () => {
  mesh = await startTestMesh();
  ads = createAdClient(mesh.publicAddress);
});
afterAll(async () => {
  ads?.close();
  await mesh?.end();
});

/** A job of its own, which nothing is cached of. */
const newSpec = () => ({ text: { content: '특가' }, output: { width: 320, height: 320 }, seed: (seed += 1) });

/** Follows in the background, by the page's own loop, and keeps what it hears. */
function follow(client: WatchJobsClient, cursor: string, onNews: (news: JobsNews) => void = () => {}) {
  const heard: JobsNews[] = [];
  const leaving = new AbortController();
  let streams = 0;
  const counted: WatchJobsClient = {
    watchJobs(request, options) {
      streams += 1;
      return client.watchJobs(request, options);
    },
  };
  const end = (async () => {
    for await (const item of watchJobs(counted, { cursor, signal: leaving.signal })) {
      heard.push(item);
      onNews(item);
    }
  })();
  onTestFinished(async () => {
    leaving.abort();
    await end;
  });
  const events = (jobId: string): JobEvent[] =>
    heard.flatMap(({ news }) => (news.$case === 'event' && news.value.jobId === jobId ? [news.value] : []));
  return {
    heard,
    end,
    events,
    get streams() {
      return streams;
    },
    jobs: () => new Set(heard.flatMap(({ news }) => (news.$case === 'heartbeat' ? [] : [news.value.jobId]))),
    deleted: () => heard.flatMap(({ news }) => (news.$case === 'deleted' ? [news.value.jobId] : [])),
    finished: (jobId: string) =>
      expect.poll(() => events(jobId).at(-1)?.event?.$case, { timeout: JOB_MS }).toBe('finished'),
  };
}

type Followed = ReturnType<typeof follow>;

/** All events of a job, each once and in order, as its own watch tells them. */
async function expectWhole(followed: Followed, jobId: string): Promise<void> {
  const told = followed.events(jobId);
  expect(told.map(({ sequence }) => sequence)).toEqual(told.map((_, index) => index + 1));
  expect(told).toEqual((await ads.watch(jobId)).events);
}

/** Events and deletions with their cursors. */
const logged = (heard: JobsNews[]) =>
  heard.filter(({ news }) => news.$case === 'event' || news.$case === 'deleted');

/** Does something once, at the first event of that kind. */
function at(kind: NonNullable<JobEvent['event']>['$case'], act: () => void): (item: JobsNews) => void {
  let isDone = false;
  return ({ news }) => {
    if (isDone || news.$case !== 'event' || news.value.event?.$case !== kind) return;
    isDone = true;
    act();
  };
}

async function rerun(jobId: string): Promise<string> {
  const patch = { updateMask: ['text.content'], spec: AdSpec.fromPartial({ text: { content: '신메뉴' } }) };
  const { job } = await ads.client.rerunJob({ jobId, requestId: randomUUID(), ...patch });
  return job?.id ?? '';
}

test('list, follow, create, run, rerun, delete: every event once, deletions told', async () => {
  const { watchCursor } = await ads.client.listJobs({});
  // Between the list and the watch.
  const first = await ads.submit(newSpec());
  const all = follow(ads.client, watchCursor);
  const second = await ads.submit(newSpec());
  await all.finished(first.id);
  await all.finished(second.id);
  const third = await rerun(first.id);
  await all.finished(third);
  for (const jobId of [first.id, second.id, third]) await expectWhole(all, jobId);
  await ads.client.deleteJob({ jobId: second.id });
  await expect.poll(all.deleted).toEqual([second.id]);
  expect(all.jobs()).toEqual(new Set([first.id, second.id, third]));
  expect(all.heard.some(({ news }) => news.$case === 'progress')).toBe(true);
  expect(all.streams).toBe(1);

  // Every cursor leads to exactly what came after it. A deleted job's events go with it, sooner or later.
  const kept = (heard: JobsNews[]) =>
    logged(heard).filter(({ news }) => news.$case !== 'event' || news.value.jobId !== second.id);
  const whole = kept(all.heard);
  for (const place of [0, Math.floor(whole.length / 2), whole.length - 2]) {
    const rest = follow(ads.client, whole[place].cursor);
    await expect.poll(() => kept(rest.heard)).toEqual(whole.slice(place + 1));
  }
  const { jobs } = await ads.client.listJobs({});
  expect(jobs.map(({ id }) => id)).toEqual([third, first.id]);
});

test('Backend killed in mid-step: a watch of all jobs notices nothing', async () => {
  const { watchCursor } = await ads.client.listJobs({});
  const all = follow(
    ads.client,
    watchCursor,
    at('stepFinished', () => mesh.processes.backend.kill('SIGKILL')),
  );
  const jobs = [await ads.submit(newSpec()), await ads.submit(newSpec())];
  for (const { id } of jobs) await all.finished(id);
  for (const { id } of jobs) await expectWhole(all, id);
  expect(mesh.processes.backend.restarts).toBe(1);
  expect(all.streams).toBe(1);
});

test.each([
  ['frontend', 'gRPC'],
  ['envoy', 'gRPC'],
  ['frontend', 'gRPC-Web'],
])('%s killed: resumed over %s by cursor, without gap or duplicate', async (name, protocol) => {
  const { watchCursor } = await ads.client.listJobs({});
  const all = follow(
    protocol === 'gRPC' ? ads.client : createFrontendClient(`http://${mesh.publicAddress}`),
    watchCursor,
    at('stepFinished', () => mesh.processes[name].kill('SIGKILL')),
  );
  const jobs = [await ads.submit(newSpec()), await ads.submit(newSpec())];
  for (const { id } of jobs) await all.finished(id);
  for (const { id } of jobs) await expectWhole(all, id);
  expect(all.streams).toBeGreaterThan(1);
  const fractions = all.heard.flatMap(({ news }) =>
    news.$case === 'progress' && news.value.jobId === jobs[0].id ? [news.value.fraction] : [],
  );
  expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
});

test('a cursor of another store has expired; what is no cursor is refused', async () => {
  const foreign = encodeWatchCursor({ storeId: randomUUID(), position: 1 });
  const read = (cursor: string) =>
    watchJobs(ads.client, { cursor, signal: AbortSignal.timeout(JOB_MS) }).next();
  await expect(read(foreign)).rejects.toMatchObject({ reason: 'CURSOR_EXPIRED' });
  await expect(read('no cursor')).rejects.toMatchObject({
    reason: 'INVALID_REQUEST',
    fields: [{ field: 'cursor' }],
  });
});

test('a caller sees only its own jobs', async () => {
  const { client, close } = createRpcClient(FrontendServiceDefinition, { address: await frontendAddress() });
  onTestFinished(close);
  const callers = ['kim', 'lee'].map((caller) => {
    const options = downstream({ caller });
    const own: WatchJobsClient = {
      watchJobs: (request, { signal }: CallOptions = {}) => client.watchJobs(request, { ...options, signal }),
    };
    return { options, own };
  });
  const followed: { jobId: string; all: Followed }[] = [];
  for (const { options, own } of callers) {
    const { watchCursor, jobs } = await client.listJobs({}, options);
    expect(jobs).toEqual([]);
    const all = follow(own, watchCursor);
    const spec = AdSpec.fromPartial(newSpec());
    const { job } = await client.createJob({ requestId: randomUUID(), spec }, options);
    followed.push({ jobId: job?.id ?? '', all });
  }
  for (const { jobId, all } of followed) await all.finished(jobId);
  for (const { jobId, all } of followed) expect(all.jobs()).toEqual(new Set([jobId]));
});

/** Where Frontend listens for the gateway, which alone may say who calls. */
async function frontendAddress(): Promise<string> {
  const config = parse(await readFile(join(mesh.directory, 'run/envoy.yaml'), 'utf8'));
  const clusters: { name: string; load_assignment: unknown }[] = config.static_resources.clusters;
  const text = JSON.stringify(clusters.find(({ name }) => name === 'frontend')?.load_assignment);
  return `127.0.0.1:${/"port_value":(\d+)/.exec(text)?.[1]}`;
}
