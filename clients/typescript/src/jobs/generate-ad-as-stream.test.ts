import { createHash, randomBytes } from 'node:crypto';
import { ClientError, Status } from 'nice-grpc-common';
import { expect, it } from 'vitest';
import { Job, JobEvent, JobProgress, JobState } from '#proto/common/v1/job.ts';
import type { GenerateAdRequest, GenerateAdResponse } from '#proto/frontend/v1/frontend_service.ts';
import { testWire } from '../calls/test-wire.fixture.ts';
import { NODE_PLATFORM } from '../platform/node-platform.ts';
import type { GenerateAdOptions } from './generate-ad.ts';
import { generateAdAsStream } from './generate-ad-as-stream.ts';

const AD = randomBytes(900);
const SHA256 = createHash('sha256').update(AD).digest('hex');
const PHOTO = randomBytes(700_000);

type Part = NonNullable<GenerateAdResponse['part']>;

const DONE = Job.fromPartial({
  id: 'j',
  state: JobState.SUCCEEDED,
  result: { id: SHA256, mediaType: 'image/png' },
});
const accepted: Part = { $case: 'job', value: Job.fromPartial({ id: 'j' }) };
const event = (sequence: number, job?: Job): Part => ({
  $case: 'event',
  value: JobEvent.fromPartial({
    jobId: 'j',
    sequence,
    event: job ? { $case: 'finished', value: { job } } : { $case: 'started', value: {} },
  }),
});
const progress = (fraction: number): Part => ({
  $case: 'progress',
  value: JobProgress.fromPartial({ jobId: 'j', step: 1, fraction }),
});
const chunk = (from: number, to: number, sha256 = ''): Part => ({
  $case: 'chunk',
  value: { image: undefined, offset: from, data: AD.subarray(from, to), sha256 },
});

/** A server whose GenerateAd calls say so much and break, or end well, and what it was asked. */
function createServer(
  calls: { takes?: number; say: Part[]; end: 'ok' | 'cut' | 'silence' }[],
  rest: Part[] = [],
) {
  const asked: { requestIds: string[]; photoBytes: number[]; watchedAfter: number[]; downloads: number } = {
    requestIds: [],
    photoBytes: [],
    watchedAfter: [],
    downloads: 0,
  };
  const rpc = {
    async *generateAd(
      requests: AsyncIterable<GenerateAdRequest>,
      options?: { signal?: AbortSignal },
    ): AsyncGenerator<GenerateAdResponse> {
      const script = calls[asked.requestIds.length];
      let photoBytes = 0;
      let taken = 0;
      for await (const { part } of requests) {
        if (part?.$case === 'job') asked.requestIds.push(part.value.requestId);
        else photoBytes += part?.value.data.length ?? 0;
        if (++taken === script.takes) throw cut();
      }
      asked.photoBytes.push(photoBytes);
      for (const part of script.say) yield { part };
      if (script.end === 'cut') throw cut();
      if (script.end === 'silence') {
        await new Promise((_, reject) => options?.signal?.addEventListener('abort', () => reject(cut())));
      }
    },
    async *watchJob({ afterSequence = 0 }: { afterSequence?: number }) {
      asked.watchedAfter.push(afterSequence);
      for (const part of rest) if (part.$case === 'event') yield { news: part };
    },
    async *downloadImage() {
      asked.downloads++;
      yield { chunk: { image: DONE.result, offset: 0, data: AD, sha256: SHA256 } };
    },
  };
  const make = async (options: GenerateAdOptions = {}, silenceMs = 5_000) => {
    const unused = {
      uploadImage: never,
      createUpload: never,
      appendUpload: never,
      getUpload: never,
      createJob: never,
    };
    const wire = testWire({ ...unused, ...rpc }, { silenceMs });
    const dependencies = { wire, platform: NODE_PLATFORM, maxStreamedBytes: 0 };
    const { ad } = await generateAdAsStream(dependencies, { photo: PHOTO, spec: {} }, options);
    expect(Buffer.from(await ad.arrayBuffer()).equals(AD)).toBe(true);
    expect(ad.type).toBe('image/png');
  };
  return { asked, make };
}

const cut = () => new ClientError('/x', Status.INTERNAL, 'Received RST_STREAM with code 2');
const never = () => Promise.reject(new Error('not part of this test'));

it('sends the photo and takes news and ad in one call', async () => {
  const { asked, make } = createServer([
    {
      say: [
        accepted,
        progress(0.5),
        progress(0.4),
        event(1),
        event(2, DONE),
        chunk(0, 500),
        chunk(500, 900, SHA256),
      ],
      end: 'ok',
    },
  ]);
  const heard: unknown[] = [];
  await make({
    onJob: ({ id }) => heard.push(id),
    onEvent: ({ sequence }) => heard.push(sequence),
    onProgress: ({ fraction }) => heard.push(fraction),
  });
  expect(heard).toEqual(['j', 0.5, 0.5, 1, 2]);
  expect(asked).toMatchObject({ photoBytes: [PHOTO.length], watchedAfter: [], downloads: 0 });
});

it('asks again by the same request id while it knows of no job', async () => {
  const whole = [accepted, event(1, DONE), chunk(0, 900, SHA256)];
  const { asked, make } = createServer([
    { takes: 2, say: [], end: 'cut' },
    { say: [], end: 'cut' },
    { say: whole, end: 'ok' },
  ]);
  await make();
  expect(asked.requestIds).toHaveLength(3);
  expect(new Set(asked.requestIds).size).toBe(1);
  expect(asked.photoBytes).toEqual([PHOTO.length, PHOTO.length]);
});

it('watches on from the last event when the call breaks later, and downloads the ad', async () => {
  const { asked, make } = createServer(
    [{ say: [accepted, event(1), event(2)], end: 'cut' }],
    [event(3, DONE)],
  );
  const events: number[] = [];
  await make({ onEvent: ({ sequence }) => events.push(sequence) });
  expect(events).toEqual([1, 2, 3]);
  expect(asked).toMatchObject({ watchedAfter: [2], downloads: 1 });
});

it('only downloads the ad when the call breaks, ends or falls silent among its chunks', async () => {
  for (const end of ['cut', 'ok', 'silence'] as const) {
    const { asked, make } = createServer([{ say: [accepted, event(1, DONE), chunk(0, 500)], end }]);
    await make({}, 50);
    expect(asked).toMatchObject({ watchedAfter: [], downloads: 1 });
    expect(asked.requestIds).toHaveLength(1);
  }
});

it('throws the job with its error when it has no result', async () => {
  const error = { code: Status.INTERNAL, reason: 'STEP_FAILED', message: 'It broke.', step: 2 };
  const failed = Job.fromPartial({ id: 'j', state: JobState.FAILED, error });
  const cancelled = Job.fromPartial({ id: 'j', state: JobState.CANCELLED });
  const endOf = (job: Job) => createServer([{ say: [accepted, event(1, job)], end: 'ok' }]).make();
  await expect(endOf(failed)).rejects.toMatchObject({
    name: 'JobFailedError',
    reason: 'STEP_FAILED',
    metadata: { job_id: 'j', step: '2' },
    job: { state: JobState.FAILED },
  });
  await expect(endOf(cancelled)).rejects.toMatchObject({ code: Status.CANCELLED, reason: 'JOB_CANCELLED' });
});
