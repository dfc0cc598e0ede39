import { randomUUID } from 'node:crypto';
import { fromClientError } from '@nanococoa/common/errors/from-client-error.ts';
import { TextPosition } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { ArtifactKind } from '@nanococoa/proto/common/v1/image.ts';
import { JobState, StepState } from '@nanococoa/proto/common/v1/job.ts';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AdClient, createAdClient } from '../support/ad-client.ts';
import { startTestMesh, type TestMesh } from '../support/start-test-mesh.ts';

const output = { width: 320, height: 320 };
let mesh: TestMesh;
let ads: AdClient;
let imageId: string;

beforeAll(async () => {
  mesh = await startTestMesh();
  ads = createAdClient(mesh.publicAddress);
  imageId = (await ads.uploadSample()).id;
});
afterAll(async () => {
  ads?.close();
  await mesh?.end();
});

/** Red, green and blue of a picture, without alpha. */
async function pixels(id: string | undefined): Promise<Buffer> {
  return await sharp(await ads.download(id))
    .removeAlpha()
    .raw()
    .toBuffer();
}

test('an ad: three steps with results and artifacts, and a picture that has the text', async () => {
  const spec = {
    product: { imageId },
    background: { prompt: '따뜻한 카페, 호두나무 테이블' },
    text: { content: '오늘의 커피' },
    output,
    seed: 5,
  };
  const { job, progress, calls } = await ads.make(spec);
  expect(calls).toBe(1);
  expect(job.state).toBe(JobState.SUCCEEDED);
  expect(job.steps.map(({ state }) => state)).toEqual(Array(3).fill(StepState.SUCCEEDED));
  expect(job.result).toEqual(job.steps[2].result);
  expect(job.steps[0].artifacts.map(({ kind }) => kind).sort()).toEqual([
    ArtifactKind.CUTOUT,
    ArtifactKind.PRODUCT_MASK,
  ]);
  expect(job.steps[0].scene?.surface).toMatch(/walnut/);
  expect(job.steps[0].report?.maskConfidence).toBeGreaterThan(0.5);
  expect(job.steps[1].result?.hasAlpha).toBe(true);
  const fractions = progress.map(({ fraction }) => fraction);
  expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
  expect(new Set(progress.map(({ subStep }) => subStep)).size).toBeGreaterThanOrEqual(3);

  const meta = await sharp(await ads.download(job.result?.id)).metadata();
  expect([meta.format, meta.width, meta.height]).toEqual(['png', 320, 320]);
  const [background, ad] = [await pixels(job.steps[0].result?.id), await pixels(job.result?.id)];
  let changed = 0;
  for (let i = 0; i < ad.length; i += 3) if (Math.abs(ad[i] - background[i]) > 40) changed++;
  expect(changed / (ad.length / 3)).toBeGreaterThan(0.01);
  expect(changed / (ad.length / 3)).toBeLessThan(0.5);
});

test('the same spec and seed give the same bytes, another seed another picture', async () => {
  const spec = { product: { imageId }, output: { width: 160, height: 200 }, stopStep: 1 };
  const first = await ads.make({ ...spec, seed: 11 });
  const again = await ads.make({ ...spec, seed: 11 });
  const other = await ads.make({ ...spec, seed: 12 });
  expect(again.job.result?.id).toBe(first.job.result?.id);
  expect(other.job.result?.id).not.toBe(first.job.result?.id);
  expect(first.job.steps.map(({ state }) => state)).toEqual([
    StepState.SUCCEEDED,
    StepState.SKIPPED,
    StepState.SKIPPED,
  ]);
});

test('a blank copy gives the background, a missing product a scene without one', async () => {
  const blank = await ads.make({ product: { imageId }, text: { content: ' \n ' }, output, seed: 3 });
  expect(blank.job.state).toBe(JobState.SUCCEEDED);
  expect(blank.job.result?.id).toBe(blank.job.steps[0].result?.id);
  const empty = await ads.make({ background: { prompt: 'white marble' }, output, seed: 3 });
  expect(empty.job.state).toBe(JobState.SUCCEEDED);
  expect(empty.job.steps[0].artifacts).toEqual([]);
});

test('from step 2 with a picture of the user: outside of text and shadow it stays bit-exact', async () => {
  const supplied = await ads.make({ background: { prompt: 'blue paper' }, output, seed: 4 });
  const step1ImageId = supplied.job.result?.id;
  const text = { content: '특가', position: TextPosition.TOP };
  const { job } = await ads.make({ startStep: 2, step1ImageId, text, output, seed: 4 });
  expect(job.steps.map(({ state }) => state)).toEqual([
    StepState.SKIPPED,
    StepState.SUCCEEDED,
    StepState.SUCCEEDED,
  ]);
  expect(job.steps[0].result?.id).toBe(step1ImageId);
  // Nobody told its light and camera: step 2 has estimated them, as near as a job that made it knows.
  const { light, camera, palette } = job.steps[1].scene ?? {};
  expect(light?.temperatureK).toBeGreaterThan(2000);
  expect(camera?.pitchDeg).toBeGreaterThanOrEqual(0);
  expect(palette?.length).toBeGreaterThan(0);
  const [before, after] = [await pixels(step1ImageId), await pixels(job.result?.id)];
  // The lower quarter is far from a short copy at the top.
  const from = (before.length * 3) / 4;
  expect(after.subarray(from).equals(before.subarray(from))).toBe(true);
  expect(after.equals(before)).toBe(false);
});

test('from step 3 with both pictures', async () => {
  const first = await ads.make({ product: { imageId }, text: { content: '신메뉴' }, output, seed: 6 });
  const [step1, step2] = first.job.steps;
  const { job } = await ads.make({
    ...{ startStep: 3, step1ImageId: step1.result?.id, step2ImageId: step2.result?.id },
    ...{ text: { content: '신메뉴' }, output: { ...output, mediaType: 'image/jpeg', quality: 80 } },
  });
  expect(job.state).toBe(JobState.SUCCEEDED);
  expect(job.result?.mediaType).toBe('image/jpeg');
  expect((await sharp(await ads.download(job.result?.id)).metadata()).format).toBe('jpeg');
});

test('step 2 pictures without transparency are refused at submit', async () => {
  const call = ads.submit({
    startStep: 3,
    step1ImageId: imageId,
    step2ImageId: imageId,
    text: { content: 'a' },
  });
  const error = await call.catch(fromClientError);
  expect(error).toMatchObject({ reason: 'INVALID_REQUEST', fields: [{ field: 'spec.step2_image_id' }] });
});

test('the same request makes one job, another spec under its id is refused', async () => {
  const requestId = randomUUID();
  const spec = {
    background: { prompt: 'linen', negativePrompt: undefined },
    output: { width: 64, height: 64 },
    stopStep: 1,
  };
  const first = await ads.client.createJob({ requestId, spec });
  const again = await ads.client.createJob({ requestId, spec });
  expect(again.job?.id).toBe(first.job?.id);
  expect(again.job?.spec?.seed).toBe(first.job?.spec?.seed);
  const error = await ads.client.createJob({ requestId, spec: { ...spec, seed: 1 } }).catch(fromClientError);
  expect(error).toMatchObject({ reason: 'REQUEST_ID_REUSED' });
  await ads.watch(first.job?.id ?? '');
});
