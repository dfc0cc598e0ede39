import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { CHUNK_BYTES } from '@nanococoa/common/limits/image-limits.ts';
import type { Image } from '@nanococoa/proto/common/v1/image.ts';
import { Job, JobState } from '@nanococoa/proto/common/v1/job.ts';
import type {
  CreateJobRequest,
  DeepPartial,
  GenerateAdRequest,
  GenerateAdResponse,
} from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import { Status } from 'nice-grpc';
import { expect, test } from 'vitest';
import { as, errorOf, upload, uploadStream } from './support/frontend.ts';
import { frontendForFile } from './support/frontend-for-file.ts';
import { noise } from './support/pictures.ts';

const { backend, frontend } = await frontendForFile();
const photo = await noise(800, 700).png().toBuffer();
const ad = await noise(900, 800).png().toBuffer();
const adImage = await upload(frontend, ad, 'kim');

type Parts = AsyncIterable<DeepPartial<GenerateAdRequest>>;

async function* request(job: DeepPartial<CreateJobRequest>, bytes?: Buffer): Parts {
  yield { part: { $case: 'job', value: job } };
  if (!bytes) return;
  for await (const { chunk } of uploadStream(bytes)) {
    if (chunk) yield { part: { $case: 'chunk', value: chunk } };
  }
}

const generate = (parts: Parts, signal?: AbortSignal) =>
  frontend.client.generateAd(parts, { ...as('kim'), ...(signal && { signal }) });
const text = { content: 'Sale' };

/** Lets the newest job run to its end. */
function finish(requestId: string, result?: Image): void {
  const entry = backend.jobs.find((job) => job.request.requestId === requestId);
  if (!entry) throw new Error('there is no such job');
  const state = result ? JobState.SUCCEEDED : JobState.FAILED;
  entry.finished = { state, result };
  backend.publish(entry.id, { $case: 'started', value: {} });
  backend.publish(entry.id, {
    $case: 'finished',
    value: { job: Job.fromPartial({ id: entry.id, state, result }) },
  });
}

async function errorOfStream(parts: Parts) {
  return errorOf(Array.fromAsync(generate(parts)));
}

/** Everything that comes; the job is finished as soon as it is accepted. */
async function run(parts: Parts, requestId: string, result?: Image): Promise<GenerateAdResponse['part'][]> {
  const seen: GenerateAdResponse['part'][] = [];
  for await (const { part } of generate(parts)) {
    seen.push(part);
    if (part?.$case === 'job') finish(requestId, result);
  }
  return seen;
}

const bytesOf = (parts: GenerateAdResponse['part'][]) =>
  Buffer.concat(parts.flatMap((part) => (part?.$case === 'chunk' ? [part.value.data] : [])));

test('a spec and a photo go in; the job, its news and the ad come out', async () => {
  const requestId = randomUUID();
  const parts = await run(request({ requestId, spec: { text }, priority: 2 }, photo), requestId, adImage);
  const kinds = parts.map((part) => part?.$case);
  expect(kinds.slice(0, 3)).toEqual(['job', 'event', 'event']);
  expect(new Set(kinds.slice(3))).toEqual(new Set(['chunk']));
  expect(bytesOf(parts).equals(ad)).toBe(true);
  const sent = backend.jobs.find((job) => job.request.requestId === requestId)?.request;
  expect(backend.images.get(sent?.spec?.product?.imageId ?? '')?.bytes.equals(photo)).toBe(true);
  expect(sent).toMatchObject({ priority: 2, spec: { product: { scale: 0.45 }, text: { content: 'Sale' } } });
});

test('the photo passes through to the Backend while it comes, and is nowhere when the caller leaves', async () => {
  const big = await noise(2000, 1000).png().toBuffer();
  const leaving = new AbortController();
  const before = backend.jobs.length;
  const call = Array.fromAsync(
    generate(
      (async function* () {
        for await (const message of request({ requestId: randomUUID(), spec: { text } }, big)) {
          yield message;
          const { part } = message;
          if (part?.$case === 'chunk' && (part.value?.offset ?? 0) > 1_000_000) {
            await expect.poll(() => backend.staged.size).toBe(1);
            leaving.abort();
          }
        }
      })(),
      leaving.signal,
    ),
  );
  await expect(call).rejects.toThrow();
  await expect.poll(() => backend.staged.size).toBe(0);
  expect(backend.jobs.length).toBe(before);
});

test('leaving cancels nothing; the same request goes on without its photo and from the beginning', async () => {
  const requestId = randomUUID();
  const leaving = new AbortController();
  const first = generate(request({ requestId, spec: { text } }, photo), leaving.signal);
  const iterator = first[Symbol.asyncIterator]();
  const { value } = await iterator.next();
  const job = value?.part?.$case === 'job' ? value.part.value : undefined;
  leaving.abort();
  await expect(iterator.next()).rejects.toThrow();
  expect(backend.calls).not.toContain('cancelJob');

  const puts = backend.calls.filter((name) => name === 'putImage').length;
  const again = await run(request({ requestId, spec: { text } }), requestId, adImage);
  expect(again[0]).toMatchObject({ $case: 'job', value: { id: job?.id } });
  expect(bytesOf(again).equals(ad)).toBe(true);
  // Sent again all the same, it is not taken in.
  const sentAgain = await Array.fromAsync(generate(request({ requestId, spec: { text } }, photo)));
  expect(bytesOf(sentAgain.map(({ part }) => part)).equals(ad)).toBe(true);
  expect(backend.calls.filter((name) => name === 'putImage').length).toBe(puts);
  expect(await errorOfStream(request({ requestId, spec: { text, seed: 1 } }))).toMatchObject({
    code: Status.ALREADY_EXISTS,
    reason: 'REQUEST_ID_REUSED',
  });
});

test('CreateJob and GenerateAd without a photo are the same request', async () => {
  const requestId = randomUUID();
  const { job } = await frontend.client.createJob({ requestId, spec: { text } }, as('kim'));
  const parts = await run(request({ requestId, spec: { text } }), requestId, adImage);
  expect(parts[0]).toMatchObject({ $case: 'job', value: { id: job?.id } });
});

test('a job without a result ends with its last event', async () => {
  const requestId = randomUUID();
  const parts = await run(request({ requestId, spec: { text } }), requestId);
  expect(parts.map((part) => part?.$case)).toEqual(['job', 'event', 'event']);
});

test('a bad photo gets the error that UploadImage gives, and makes no job', async () => {
  const before = backend.jobs.length;
  const whole = await noise(300, 300).png().toBuffer();
  const bad: [string, string, Buffer][] = [
    ['IMAGE_TYPE_UNSUPPORTED', 'chunk.data', Buffer.from('no picture '.repeat(99))],
    ['IMAGE_CORRUPT', 'chunk.data', whole.subarray(0, whole.length / 2)],
    ['INVALID_REQUEST', 'chunk.image.size_bytes', Buffer.alloc(0)],
  ];
  for (const [reason, field, bytes] of bad) {
    const error = await errorOfStream(request({ requestId: randomUUID(), spec: { text } }, bytes));
    expect(error).toMatchObject({ code: Status.INVALID_ARGUMENT, reason });
    expect(error.fields.map((violation) => violation.field)).toEqual([field]);
  }
  expect(backend.jobs.length).toBe(before);
});

test('a bad spec is refused before its photo is taken in', async () => {
  const puts = backend.calls.filter((name) => name === 'putImage').length;
  let sent = 0;
  async function* endless(): Parts {
    yield { part: { $case: 'job', value: { requestId: '!', spec: { text: { content: '\u{1f600}' } } } } };
    const value = { image: { sizeBytes: 60_000_000 }, data: new Uint8Array(2 ** 18) };
    for (; ; sent++) {
      yield { part: { $case: 'chunk', value } };
      await nextTurn();
    }
  }
  const error = await errorOfStream(endless());
  expect(error.fields.map(({ field }) => field)).toEqual(['job.request_id', 'job.spec.text.content']);
  expect(sent).toBeLessThan(30);
  expect(backend.calls.filter((name) => name === 'putImage').length).toBe(puts);
});

test('a stream that says nothing of use is refused by name', async () => {
  const job = { requestId: randomUUID(), spec: { product: { imageId: adImage.id } } };
  async function* parts(...all: DeepPartial<GenerateAdRequest>[]): Parts {
    yield* all;
  }
  const chunk = { part: { $case: 'chunk' as const, value: {} } };
  const fields = async (...all: DeepPartial<GenerateAdRequest>[]) =>
    (await errorOfStream(parts(...all))).fields.map(({ field }) => field);
  expect(await fields()).toEqual(['job']);
  expect(await fields(chunk)).toEqual(['job']);
  expect(await fields({ part: { $case: 'job', value: job } }, chunk)).toEqual(['job.spec.product.image_id']);
  expect(await fields({ part: { $case: 'job', value: { requestId: 'empty' } } })).toEqual(['job.spec']);
  const twice = { part: { $case: 'job' as const, value: { requestId: 'twice', spec: { text } } } };
  expect(await fields(twice, twice)).toEqual(['job']);
  expect(await fields(twice, {})).toEqual(['chunk']);
});

test('a slow reader slows the Backend down; the ad does not pile up in the Frontend', async () => {
  const large = await upload(
    frontend,
    await noise(3700, 3600).png({ compressionLevel: 0 }).toBuffer(),
    'kim',
  );
  const requestId = randomUUID();
  const total = Math.ceil(large.sizeBytes / CHUNK_BYTES);
  let received = 0;
  backend.chunksRead = 0;
  for await (const { part } of generate(request({ requestId, spec: { text } }))) {
    if (part?.$case === 'job') finish(requestId, large);
    if (part?.$case !== 'chunk') continue;
    received += part.value.data.length;
    if (received > CHUNK_BYTES) continue;
    // Until nothing moves any more: what has been read by then fits into the windows of the connections.
    let before = -1;
    await expect
      .poll(() => [before, (before = backend.chunksRead)], { interval: 100 })
      .toSatisfy(([then, now]: number[]) => then === now);
    expect(before).toBeLessThan(0.75 * total);
  }
  expect(received).toBe(large.sizeBytes);
});
