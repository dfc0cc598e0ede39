import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { imageChunks } from '@nanococoa/common/chunks/image-chunks.ts';
import { fromClientError } from '@nanococoa/common/errors/from-client-error.ts';
import type { AdSpec, DeepPartial } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { ArtifactKind, Image } from '@nanococoa/proto/common/v1/image.ts';
import { type Job, JobState, StepState } from '@nanococoa/proto/common/v1/job.ts';
import type { GenerateAdRequest, GenerateAdResponse } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import sharp, { type Sharp, type Stats } from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AdClient, createAdClient, type Watched } from '../support/ad-client.ts';
import { SAMPLE_PHOTO } from '../support/sample-photo.ts';
import { startTestMesh, type TestMesh } from '../support/start-test-mesh.ts';

const SIDE = 320;
const output = { width: SIDE, height: SIDE };
let mesh: TestMesh;
let ads: AdClient;
let parent: Job;

beforeAll(async () => {
  mesh = await startTestMesh();
  ads = createAdClient(mesh.publicAddress);
  const { id: imageId } = await ads.uploadSample();
  const spec = {
    product: { imageId },
    background: { prompt: 'white marble table' },
    text: { content: '오늘의 커피' },
    output,
    seed: 21,
  };
  parent = (await ads.make(spec)).job;
  expect(parent.state).toBe(JobState.SUCCEEDED);
});
afterAll(async () => {
  ads?.close();
  await mesh?.end();
});

interface Patch {
  fromStep?: number;
  updateMask?: string[];
  spec?: DeepPartial<AdSpec>;
}

async function rerun(patch: Patch): Promise<Watched> {
  const { job } = await ads.client.rerunJob({ jobId: parent.id, requestId: randomUUID(), ...patch });
  const watched = await ads.watch(job?.id ?? '');
  expect(watched.job).toMatchObject({ state: JobState.SUCCEEDED, parentId: parent.id });
  return watched;
}

/** How each step came to its result. */
function waysOf({ steps }: Job): string[] {
  return steps.map(({ state, cached, attempt }) => {
    if (state === StepState.SKIPPED) return 'skipped';
    if (state !== StepState.SUCCEEDED) return `state ${state}`;
    return cached && attempt === 0 ? 'cached' : 'made';
  });
}

const resultIds = ({ steps }: Job) => steps.map(({ result }) => result?.id);

async function uploadPicture(picture: Sharp): Promise<Image> {
  const bytes = await picture.png().toBuffer();
  async function* requests() {
    for await (const chunk of imageChunks(Image.fromPartial({ sizeBytes: bytes.length }), [bytes]))
      yield { chunk };
  }
  const { image } = await ads.client.uploadImage(requests());
  if (!image) throw new Error('The upload gave no image.');
  return image;
}

test('a changed copy: step 1 is reused, 2 and 3 are made anew', async () => {
  const { job, events } = await rerun({
    updateMask: ['text.content'],
    spec: { text: { content: '내일의 커피' } },
  });
  expect(waysOf(job)).toEqual(['cached', 'made', 'made']);
  expect(job.steps[0].result).toEqual(parent.steps[0].result);
  expect(job.steps[0].scene).toEqual(parent.steps[0].scene);
  expect(job.spec).toEqual({ ...parent.spec, text: { ...parent.spec?.text, content: '내일의 커피' } });
  expect(job.result?.id).not.toBe(parent.result?.id);
  const started = events.flatMap(({ event }) => (event?.$case === 'stepStarted' ? [event.value.step] : []));
  expect(started).toEqual([2, 3]);
});

test('nothing changed: every step is reused, nothing runs', async () => {
  const { job, events } = await rerun({});
  expect(waysOf(job)).toEqual(['cached', 'cached', 'cached']);
  expect(resultIds(job)).toEqual(resultIds(parent));
  expect(job.result).toEqual(parent.result);
  const kinds = events.map(({ event }) => event?.$case).filter((kind) => kind !== 'warning');
  expect(kinds).toEqual(['queued', 'started', ...Array(3).fill('stepFinished'), 'finished']);
});

test.each([
  [2, ['cached', 'made', 'made']],
  [3, ['cached', 'cached', 'made']],
])('a new seed from step %i: what comes before stays', async (fromStep, ways) => {
  const { job } = await rerun({ fromStep, updateMask: ['seed'], spec: { seed: 1000 + fromStep } });
  expect(waysOf(job)).toEqual(ways);
  expect(resultIds(job).slice(0, fromStep - 1)).toEqual(resultIds(parent).slice(0, fromStep - 1));
  expect(job.spec?.seed).toBe(1000 + fromStep);
});

test('an own background in place of step 1: outside of text and shadow it stays bit-exact', async () => {
  const blue = { r: 40, g: 60, b: 160 };
  const own = await uploadPicture(
    sharp({ create: { width: SIDE, height: SIDE, channels: 3, background: blue } }),
  );
  const { job } = await rerun({ updateMask: ['step1_image_id'], spec: { step1ImageId: own.id } });
  expect(waysOf(job)).toEqual(['skipped', 'made', 'made']);
  expect(job.steps[0].result?.id).toBe(own.id);
  const pixels = await sharp(await ads.download(job.result?.id))
    .removeAlpha()
    .raw()
    .toBuffer();
  // The lower quarter is far from a copy at the top.
  const lower = pixels.subarray((pixels.length * 3) / 4);
  expect(
    lower.equals(
      Buffer.from(
        Array(lower.length / 3)
          .fill(Object.values(blue))
          .flat(),
      ),
    ),
  ).toBe(true);
  expect(
    pixels.subarray(0, pixels.length / 2).some((value, index) => value !== Object.values(blue)[index % 3]),
  ).toBe(true);
});

test('own letters in place of step 2, on the background that was made', async () => {
  const letters = await uploadPicture(sharp(await ads.download(parent.steps[1].result?.id)).flop());
  const { job } = await rerun({ updateMask: ['step2_image_id'], spec: { step2ImageId: letters.id } });
  expect(waysOf(job)).toEqual(['skipped', 'skipped', 'made']);
  expect(resultIds(job).slice(0, 2)).toEqual([parent.steps[0].result?.id, letters.id]);
  expect(job.result?.id).not.toBe(parent.result?.id);
});

test('a touched-up cut-out in place of the photo’s own', async () => {
  const cutout = parent.steps[0].artifacts.find(({ kind }) => kind === ArtifactKind.CUTOUT)?.image;
  // A green cup where a red one was.
  const turned = sharp(await ads.download(cutout?.id)).recomb([
    [0, 1, 0],
    [1, 0, 0],
    [0, 0, 1],
  ]);
  const touched = await uploadPicture(turned);
  const { job } = await rerun({
    updateMask: ['product.cutout_image_id'],
    spec: { product: { cutoutImageId: touched.id } },
  });
  expect(waysOf(job)[0]).toBe('made');
  const [before, after] = await Promise.all(
    [parent, job].map(async ({ steps }) => {
      const picture = sharp(await ads.download(steps[0].result?.id)).removeAlpha();
      return picture.stats();
    }),
  );
  const redOverGreen = ({ channels }: Stats) => channels[0].mean - channels[1].mean;
  expect(redOverGreen(before) - redOverGreen(after)).toBeGreaterThan(5);
});

test('a job is deleted once it is finished, and then it is gone', async () => {
  const { id: jobId } = await ads.submit({ background: { prompt: 'sand' }, output, seed: 77 });
  const early = await ads.client.deleteJob({ jobId }).catch(fromClientError);
  // It may have been faster; then it is deleted already.
  if (early && 'reason' in early) {
    expect(early.reason).toBe('JOB_NOT_FINISHED');
    await ads.watch(jobId);
    await ads.client.deleteJob({ jobId });
  }
  for (const call of [ads.client.getJob, ads.client.deleteJob, ads.client.cancelJob]) {
    expect(await call({ jobId }).catch(fromClientError)).toMatchObject({ reason: 'JOB_NOT_FOUND' });
  }
});

async function* adRequest(
  requestId: string,
  text: string,
  photo?: string,
): AsyncGenerator<DeepPartial<GenerateAdRequest>> {
  yield { part: { $case: 'job', value: { requestId, spec: { text: { content: text }, output, seed: 5 } } } };
  if (!photo) return;
  const { size } = await stat(photo);
  for await (const value of imageChunks(Image.fromPartial({ sizeBytes: size }), createReadStream(photo))) {
    yield { part: { $case: 'chunk', value } };
  }
}

async function receive(parts: AsyncIterable<GenerateAdResponse>) {
  const kinds: string[] = [];
  const chunks: Uint8Array[] = [];
  const sequences: number[] = [];
  let job: Job | undefined;
  for await (const { part } of parts) {
    kinds.push(part?.$case ?? '');
    if (part?.$case === 'job') job = part.value;
    if (part?.$case === 'event') sequences.push(part.value.sequence);
    if (part?.$case === 'chunk') chunks.push(part.value.data);
  }
  return { kinds, sequences, job, ad: Buffer.concat(chunks) };
}

test('GenerateAd: photo in, ad out, in one call; again without the photo, it is the same', async () => {
  const requestId = randomUUID();
  const first = await receive(ads.client.generateAd(adRequest(requestId, '특가', SAMPLE_PHOTO)));
  expect(first.kinds[0]).toBe('job');
  expect(first.kinds).toContain('progress');
  expect(first.kinds.lastIndexOf('event')).toBeLessThan(first.kinds.indexOf('chunk'));
  expect(first.sequences).toEqual(first.sequences.map((_, index) => index + 1));
  const { job } = await ads.client.getJob({ jobId: first.job?.id });
  expect(job?.state).toBe(JobState.SUCCEEDED);
  const photoId = createHash('sha256')
    .update(await readFile(SAMPLE_PHOTO))
    .digest('hex');
  expect(job?.spec?.product?.imageId).toBe(photoId);
  expect(createHash('sha256').update(first.ad).digest('hex')).toBe(job?.result?.id);

  const again = await receive(ads.client.generateAd(adRequest(requestId, '특가')));
  expect(again.job?.id).toBe(job?.id);
  expect(again.ad.equals(first.ad)).toBe(true);
});

test('GenerateAd: leaving cancels nothing', async () => {
  const leaving = new AbortController();
  let jobId = '';
  const call = ads.client.generateAd(adRequest(randomUUID(), '한정', SAMPLE_PHOTO), {
    signal: leaving.signal,
  });
  await expect(
    (async () => {
      for await (const { part } of call) {
        if (part?.$case !== 'job') continue;
        jobId = part.value.id;
        leaving.abort();
      }
    })(),
  ).rejects.toThrow();
  expect((await ads.watch(jobId)).job.state).toBe(JobState.SUCCEEDED);
});
