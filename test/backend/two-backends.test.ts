import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@nanococoa/common/log/create-logger.ts';
import { Worker } from '@nanococoa/proto/common/v1/catalog.ts';
import { type JobEvent, JobState } from '@nanococoa/proto/common/v1/job.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createManualClock } from '../../services/backend/src/clock/manual-clock.ts';
import { createScheduling } from '../../services/backend/src/create-scheduling.ts';
import { createJobCreator } from '../../services/backend/src/jobs/create-job.ts';
import { createIds } from '../../services/backend/src/jobs/job-ids.ts';
import { createJournal } from '../../services/backend/src/jobs/journal.ts';
import { openSqliteStorage } from '../../services/backend/src/storage/sqlite/open-sqlite-storage.ts';
import type { Storage } from '../../services/backend/src/storage/storage.ts';
import { createNewsHub } from '../../services/backend/src/watch/news-hub.ts';
import { honestStep } from './fake-model-serving.ts';
import { spec } from './requests.ts';

const log = createLogger({ service: 'test', level: 'silent' });
const LEASE_MS = 15_000;

let directory: string;
let storage: Storage;
let events: JobEvent[];
let closing: (() => Promise<void>)[];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'nanococoa-two-backends-'));
  storage = await openSqliteStorage({ directory, clock: createManualClock() });
  events = [];
  closing = [];
  storage.follow((entries) => events.push(...entries.flatMap(({ event }) => event ?? [])));
});
afterEach(async () => {
  for (const close of closing) await close();
  await storage.close();
  await rm(directory, { recursive: true });
});

/** A Backend's jobs and queue over the storage that all share, and a worker of its own. @param hold Steps wait for it. */
async function startBackend(workerId: string, hold: Promise<void> = Promise.resolve()) {
  const clock = createManualClock();
  const journal = createJournal({ storage, clock, jobRetentionMs: LEASE_MS });
  const begun: string[] = [];
  const scheduling = await createScheduling({
    storage,
    journal,
    hub: createNewsHub({ clock }),
    clock,
    log,
    queueCapacity: 100,
    retryBaseMs: 1,
    stepService: {
      // Deaf to an abort, as a step that is done already.
      async *run(task, _readInputs, { signal }) {
        yield { part: { $case: 'accepted', value: { workerId, wanted: [] } } };
        begun.push(`${task.spec?.seed} ${task.step}`);
        await hold;
        yield* honestStep({ task, inputs: [], signal });
      },
    },
  });
  const nextId = createIds({ nowMs: () => clock.now().getTime(), randomBytes });
  const createJob = createJobCreator({ ...scheduling, storage, clock, jobRetentionMs: LEASE_MS, nextId });
  closing.push(scheduling.stop);
  return {
    clock,
    begun,
    scheduling,
    connectWorker: (slots: number) =>
      scheduling.registry.register().update(Worker.create({ id: workerId, slots, engines: ['studio'] })),
    create: (seed: number, caller = 'local') =>
      createJob({
        caller,
        requestId: randomUUID(),
        spec: spec({ seed }),
        specSha256: 'digest',
        priority: 0,
        labels: {},
        parentId: '',
        fromStep: 0,
      }),
  };
}

const ofJob = (jobId: string): string[] =>
  events
    .filter((event) => event.jobId === jobId)
    .map(({ event }) =>
      event?.$case === 'stepStarted'
        ? `${event.value.workerId} takes ${event.value.step}/${event.value.attempt}`
        : (event?.$case ?? ''),
    );

test('two Backends on one storage share all jobs, and run each once', async () => {
  const [a, b] = [await startBackend('worker-a'), await startBackend('worker-b')];
  const created = [];
  for (let seed = 0; seed < 24; seed += 1) {
    created.push(await (seed % 3 === 0 ? b : a).create(seed, `caller ${seed % 4}`));
  }
  a.connectWorker(2);
  b.connectWorker(2);
  await expect
    .poll(() => events.filter(({ event }) => event?.$case === 'finished').length, { timeout: 60_000 })
    .toBe(24);
  for (const { id } of created) {
    expect((await storage.readJob(id))?.state).toBe(JobState.SUCCEEDED);
    const whose = ofJob(id).some((what) => what.startsWith('worker-a')) ? 'worker-a' : 'worker-b';
    const steps = [1, 2, 3].flatMap((step) => [`${whose} takes ${step}/1`, 'stepFinished']);
    expect(ofJob(id)).toEqual(['queued', 'started', ...steps, 'finished']);
  }
  expect(a.begun.length + b.begun.length).toBe(24 * 3);
  expect(Math.min(a.begun.length, b.begun.length)).toBeGreaterThan(0);
  for (const { queue, dispatcher } of [a.scheduling, b.scheduling]) {
    expect([queue.size, dispatcher.running]).toEqual([0, 0]);
  }
});

test('a Backend that stood still too long logs nothing more of what another one has taken up', async () => {
  const { promise: hold, resolve: release } = Promise.withResolvers<void>();
  const [stuck, other] = [await startBackend('worker-a', hold), await startBackend('worker-b')];
  stuck.connectWorker(1);
  const { id } = await stuck.create(1);
  await expect.poll(() => stuck.begun).toEqual(['1 1']);
  await expect.poll(() => ofJob(id)).toContain('worker-a takes 1/1');

  other.connectWorker(1);
  other.clock.advance(LEASE_MS - 1);
  expect(other.scheduling.dispatcher.running).toBe(0);
  other.clock.advance(1);
  await expect.poll(() => ofJob(id).at(-1)).toBe('finished');

  // It wakes up, with a step that is done, to find that the job is not its own.
  stuck.clock.advance(5000);
  release();
  await expect.poll(() => stuck.scheduling.dispatcher.running).toBe(0);
  const steps = [1, 2, 3].flatMap((step) => [`worker-b takes ${step}/1`, 'stepFinished']);
  expect(ofJob(id)).toEqual(['queued', 'started', 'worker-a takes 1/1', ...steps, 'finished']);
});

test("a cancel through one Backend stops another's run", async () => {
  const { promise: hold, resolve: release } = Promise.withResolvers<void>();
  const [a, b] = [await startBackend('worker-a', hold), await startBackend('worker-b')];
  a.connectWorker(1);
  const { id } = await b.create(1);
  await expect.poll(() => ofJob(id)).toContain('worker-a takes 1/1');
  const journal = createJournal({ storage, clock: b.clock, jobRetentionMs: LEASE_MS });
  await journal.change(id, () => [{ $case: 'finished', value: { state: JobState.CANCELLED } }]);
  release();
  await expect.poll(() => a.scheduling.dispatcher.running).toBe(0);
  expect(ofJob(id)).toEqual(['queued', 'started', 'worker-a takes 1/1', 'finished']);
  expect(a.scheduling.dispatcher.has(id)).toBe(false);
});
