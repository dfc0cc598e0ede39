import { randomBytes } from 'node:crypto';
import { AppError } from '@nanococoa/common/errors/app-error.ts';
import { fromClientError } from '@nanococoa/common/errors/from-client-error.ts';
import { createRpcClient, type RpcClient } from '@nanococoa/common/rpc/client.ts';
import { BackendServiceDefinition } from '@nanococoa/proto/backend/v1/backend_service.ts';
import { JobEvent, JobProgress } from '@nanococoa/proto/common/v1/job.ts';
import {
  FrontendServiceDefinition,
  type WatchJobResponse,
} from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FakeTier, startFakeTier } from '../gateway/support/fake-tier.ts';
import { startGateway } from '../gateway/support/start-gateway.ts';
import type { RunningEnvoy } from '../support/start-envoy.ts';
import { startTestFrontend, type TestFrontend } from './support/frontend.ts';

const JOB_ID = '0'.repeat(26);
const STALL_MS = 1000;
/** The windows of client, Envoy and Frontend, and what each holds of a message that waits for room. */
const MOST_ON_THE_WAY_BYTES = 3 * 1024 * 1024;
const BIG_BYTES = 32 * 1024;
const MANY = 200;

type Watch = AsyncIterator<WatchJobResponse>;
type News = { $case: 'event'; value: JobEvent } | { $case: 'progress'; value: JobProgress };

let news: News[];
let watching: number;
let sequence: number;
let wake: Set<() => void>;
let backend: FakeTier;
let frontend: TestFrontend;
let gateway: RunningEnvoy;
let rpc: RpcClient<FrontendServiceDefinition>;

beforeEach(async () => {
  news = [];
  watching = 0;
  sequence = 0;
  wake = new Set();
  backend = await startFakeTier(BackendServiceDefinition, {
    getJob: async () => ({ job: { id: JOB_ID, lastSequence: sequence } }),
    async *watchJob({ afterSequence }, { signal }) {
      const notified = () => new Promise<void>((resolve) => wake.add(resolve));
      signal.addEventListener('abort', notify);
      watching += 1;
      try {
        for (let at = 0; !signal.aborted; ) {
          if (at === news.length) await notified();
          else if (isAfter(news[at++], afterSequence)) yield { news: news[at - 1] };
        }
        throw new AppError('CANCELLED');
      } finally {
        watching -= 1;
      }
    },
  });
});
afterEach(async () => {
  rpc.close();
  await gateway.close();
  await frontend.close();
  await backend.close();
});

/** A Frontend that lets a watcher go when it has not read for so long. */
async function serve(stallMs: number): Promise<void> {
  frontend = await startTestFrontend(`127.0.0.1:${backend.port}`, {
    FRONTEND_WATCH_STALL_MS: String(stallMs),
  });
  gateway = await startGateway({ frontend: frontend.server.port });
  rpc = createRpcClient(FrontendServiceDefinition, { address: gateway.listeners.public });
}

const isAfter = (item: News, after: number) => item.$case === 'progress' || item.value.sequence > after;

function notify(): void {
  for (const resume of wake) resume();
  wake.clear();
}

function publishEvent(event: JobEvent['event']): void {
  sequence += 1;
  news.push({ $case: 'event', value: JobEvent.fromPartial({ jobId: JOB_ID, sequence, event }) });
  notify();
}

/** A warning leaves progress as it was. */
const warn = (message: string) =>
  publishEvent({
    $case: 'warning',
    value: { step: 1, warning: { reason: 'X', message } },
  } as JobEvent['event']);

function publishProgress(fraction: number): void {
  const preview = randomBytes(BIG_BYTES);
  const value = JobProgress.fromPartial({ jobId: JOB_ID, step: 1, fraction, preview });
  news.push({ $case: 'progress', value });
  notify();
}

const watch = (afterSequence = 0, signal?: AbortSignal): Watch =>
  rpc.client.watchJob({ jobId: JOB_ID, afterSequence }, { signal })[Symbol.asyncIterator]();

/** Reads on until a message is the one looked for. */
async function readUntil(stream: Watch, isLast: (item: WatchJobResponse['news']) => boolean) {
  const seen: NonNullable<WatchJobResponse['news']>[] = [];
  for (;;) {
    const { value, done } = await stream.next();
    if (done) throw new Error('The stream has ended.');
    if (value.news) seen.push(value.news);
    if (isLast(value.news)) return seen;
  }
}

const isEvent = (number: number) => (item: WatchJobResponse['news']) =>
  item?.$case === 'event' && item.value.sequence === number;
const sequencesOf = (seen: NonNullable<WatchJobResponse['news']>[]) =>
  seen.flatMap((item) => (item.$case === 'event' ? [item.value.sequence] : []));
const upTo = (last: number, first = 1) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

test('what a reader that pauses misses is passing news, and memory for it is bounded', async () => {
  await serve(60_000);
  warn('first');
  const slow = watch();
  const fast = watch();
  for (const each of [slow, fast]) await readUntil(each, isEvent(1));
  for (let round = 1; round <= MANY; round += 1) {
    publishProgress(round / MANY);
    if (round % 20 === 0) warn(`round ${round}`);
    // The other one shows that Frontend has had it.
    await readUntil(fast, (item) => item?.$case === 'progress' && item.value.fraction === round / MANY);
  }
  const seen = await readUntil(slow, (item) => item?.$case === 'progress' && item.value.fraction === 1);
  expect(sequencesOf(seen)).toEqual(upTo(sequence, 2));
  const previews = seen.filter((item) => item.$case === 'progress');
  expect(previews.length * BIG_BYTES).toBeLessThan(MOST_ON_THE_WAY_BYTES);
  // The newest comes with its preview.
  expect(previews.at(-1)?.value).toMatchObject({ fraction: 1, preview: { length: BIG_BYTES } });
});

test('a reader that pauses for too long is let go, is told so when it reads again, and resumes without a gap', async () => {
  await serve(STALL_MS);
  warn('first');
  const slow = watch();
  const leaving = new AbortController();
  const fast = watch(0, leaving.signal);
  for (const each of [slow, fast]) await readUntil(each, isEvent(1));
  for (let made = 2; made <= MANY; made += 1) {
    warn('x'.repeat(BIG_BYTES));
    await readUntil(fast, isEvent(made));
  }
  leaving.abort();
  await fast.next().catch(() => {});
  // Nobody is left who reads, and the one that may never read again counts no more.
  await expect.poll(() => watching, { timeout: 10 * STALL_MS }).toBe(0);

  const seen: number[] = [1];
  const reading = (async () => {
    for (;;) {
      const { value } = await slow.next();
      if (value?.news?.$case === 'event') seen.push(value.news.value.sequence);
    }
  })();
  const error = await reading.catch((thrown: unknown) => fromClientError(thrown));
  expect(error).toMatchObject({ reason: 'WATCHER_TOO_SLOW' });
  expect(seen.length * BIG_BYTES).toBeLessThan(MOST_ON_THE_WAY_BYTES);
  expect(seen).toEqual(upTo(seen.length));
  const rest = await readUntil(watch(seen.length), isEvent(MANY));
  expect([...seen, ...sequencesOf(rest)]).toEqual(upTo(MANY));
});
