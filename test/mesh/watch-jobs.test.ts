import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeWatchCursor } from '@nanococoa/backend/jobs/watch-cursor.ts';
import { createClient, type JobsNews, type NanococoaClient } from '@nanococoa/client';
import { createRpcClient } from '@nanococoa/common/rpc/client.ts';
import { CALLER_KEY } from '@nanococoa/common/rpc/context.ts';
import { downstream } from '@nanococoa/common/rpc/downstream.ts';
import { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import type { JobEvent } from '@nanococoa/proto/common/v1/job.ts';
import { FrontendServiceDefinition } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { createClient as createBrowserClient } from '../../clients/typescript/src/browser.ts';
import { type AdClient, createAdClient } from '../support/ad-client.ts';
import { startTestMesh, type TestMesh } from '../support/start-test-mesh.ts';

const JOB_MS = 30_000;
let mesh: TestMesh;
let ads: AdClient;
let client: NanococoaClient;
let seed = 0;

beforeAll(async () => {
  mesh = await startTestMesh();
  ads = createAdClient(mesh.publicAddress);
  client = createClient(mesh.publicAddress);
});
afterAll(async () => {
  ads?.close();
  client?.close();
  await mesh?.end();
});

/** A job of its own, which nothing is cached of. */
const newSpec = () => ({ text: { content: '특가' }, output: { width: 320, height: 320 }, seed: (seed += 1) });

/** Follows in the background, and keeps what it hears. */
function follow(own: NanococoaClient, cursor: string, onNews: (news: JobsNews) => void = () => {}) {
  const heard: JobsNews[] = [];
  const leaving = new AbortController();
  const { signal } = leaving;
  let streams = 1;
  const end = (async () => {
    for await (const item of own.watchJobs({ cursor, signal, onBreak: () => streams++ })) {
      heard.push(item);
      onNews(item);
    }
  })();
  onTestFinished(async () => {
    leaving.abort();
    await expect(end).rejects.toBe(signal.reason);
  });
  const events = (jobId: string): JobEvent[] =>
    heard.flatMap(({ news }) => (news.$case === 'event' && news.value.jobId === jobId ? [news.value] : []));
  return {
    heard,
    events,
    get streams() {
      return streams;
    },
    jobs: () => new Set(heard.map(({ news }) => news.value.jobId)),
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
  const all = follow(client, watchCursor);
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
    const rest = follow(client, whole[place].cursor);
    await expect.poll(() => kept(rest.heard)).toEqual(whole.slice(place + 1));
  }
  const { jobs } = await ads.client.listJobs({});
  expect(jobs.map(({ id }) => id)).toEqual([third, first.id]);
});

test('Backend killed in mid-step: a watch of all jobs notices nothing', async () => {
  const { watchCursor } = await ads.client.listJobs({});
  const all = follow(
    client,
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
    protocol === 'gRPC' ? client : createBrowserClient(`http://${mesh.publicAddress}`),
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
  const read = (cursor: string) => client.watchJobs({ cursor, signal: AbortSignal.timeout(JOB_MS) }).next();
  await expect(read(foreign)).rejects.toMatchObject({ reason: 'CURSOR_EXPIRED' });
  await expect(read('no cursor')).rejects.toMatchObject({
    reason: 'INVALID_REQUEST',
    fields: [{ field: 'cursor' }],
  });
});

test('a caller sees only its own jobs', async () => {
  const address = await frontendAddress();
  const { client: rpc, close } = createRpcClient(FrontendServiceDefinition, { address });
  onTestFinished(close);
  const followed: { jobId: string; all: Followed }[] = [];
  for (const caller of ['kim', 'lee']) {
    const own = createClient(address, { metadata: { [CALLER_KEY]: caller } });
    onTestFinished(own.close);
    const { watchCursor, jobs } = await rpc.listJobs({}, downstream({ caller }));
    expect(jobs).toEqual([]);
    const all = follow(own, watchCursor);
    const { id } = await own.createJob({ spec: newSpec() });
    followed.push({ jobId: id, all });
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
