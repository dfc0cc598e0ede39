import { rm } from 'node:fs/promises';
import { fromClientError } from '@nanococoa/common/errors/from-client-error.ts';
import { MemoryKind } from '@nanococoa/proto/common/v1/catalog.ts';
import { ArtifactKind } from '@nanococoa/proto/common/v1/image.ts';
import { type Job, JobState, type Step } from '@nanococoa/proto/common/v1/job.ts';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AdClient, createAdClient, type Watched } from '../support/ad-client.ts';
import { installTinyPipelines } from '../support/install-tiny-pipelines.ts';
import { startTestMesh, type TestMesh } from '../support/start-test-mesh.ts';

// The pipelines are random: their pictures are noise. What is asserted is who made what, and what must stay as it is.
const SIDE = 256;
const output = { width: SIDE, height: SIDE };
const copy = { content: 'GOLD 커피', subline: 'every day', prompt: 'red plastic' };
const seed = 5;

let mesh: TestMesh;
let ads: AdClient;
let modelsDir: string;
let product: { imageId: string };
let made: Watched;
let painted: { background: Buffer; mask: Buffer; text: Buffer; ad: Buffer };

beforeAll(async () => {
  modelsDir = await installTinyPipelines(['tiny_sd', 'tiny_sd_controlnet']);
  mesh = await startTestMesh({ env: { 'model-serving': { MODEL_SERVING_MODELS_DIR: modelsDir } } });
  ads = createAdClient(mesh.publicAddress);
  product = { imageId: (await ads.uploadSample()).id };
  const steered = { engine: 'diffusion', steps: 12 };
  made = await ads.make({
    product,
    background: { prompt: 'a table by a window', ...steered },
    text: { ...copy, ...steered },
    composition: steered,
    ...{ output, seed },
  });
  const { steps } = made.job;
  painted = {
    background: await rgb(steps[0].result?.id),
    mask: await grey(artifact(steps[0], ArtifactKind.PRODUCT_MASK)),
    text: await sharp(await ads.download(steps[1].result?.id))
      .raw()
      .toBuffer(),
    ad: await rgb(made.job.result?.id),
  };
});
afterAll(async () => {
  ads?.close();
  await mesh?.end();
  if (modelsDir) await rm(modelsDir, { recursive: true });
});

const rgb = async (id: string | undefined) =>
  await sharp(await ads.download(id))
    .removeAlpha()
    .raw()
    .toBuffer();
const grey = async (id: string | undefined) =>
  await sharp(await ads.download(id))
    .extractChannel(0)
    .raw()
    .toBuffer();
const artifact = (step: Step | undefined, wanted: ArtifactKind) =>
  step?.artifacts.find(({ kind }) => kind === wanted)?.image?.id;
const engines = (job: Job) => job.steps.map(({ engine }) => engine);

test('a job of three steps by engine diffusion says which engine and models made it', async () => {
  const { job } = made;
  expect([job.state, job.error]).toEqual([JobState.SUCCEEDED, undefined]);
  expect(engines(job)).toEqual(['diffusion', 'diffusion', 'diffusion']);
  expect(job.steps.map(({ models }) => models)).toEqual([
    ['u2netp', 'tiny_sd'],
    ['tiny_sd', 'tiny_sd_controlnet'],
    ['tiny_sd'],
  ]);
  expect(job.result).toMatchObject({ ...output, mediaType: 'image/png' });
  expect(job.steps[0].artifacts.map(({ kind }) => kind).sort()).toEqual([
    ArtifactKind.CUTOUT,
    ArtifactKind.PRODUCT_MASK,
  ]);
  expect(job.steps[0].scene?.light).toBeDefined();
});

test('the product stands upright in its place, with its own pixels, in steps 1 and 3', async () => {
  const { report, scene } = made.job.steps[0];
  expect(report?.productDeviation).toBeLessThanOrEqual(0.5001);
  const { background, mask, ad } = painted;
  const rows = Array.from({ length: SIDE }, (_, y) => mask.subarray(y * SIDE, (y + 1) * SIDE).includes(255));
  expect(
    Math.abs((rows.lastIndexOf(true) - rows.indexOf(true)) / SIDE - (scene?.placement?.scale ?? 0)),
  ).toBeLessThan(0.03);
  // The cup is white above and its saucer red below.
  const inside = (from: number, to: number) => {
    const sum = [0, 0, 0];
    for (let i = Math.round(from) * SIDE; i < Math.round(to) * SIDE; i++)
      if (mask[i] === 255) for (let c = 0; c < 3; c++) sum[c] += background[i * 3 + c];
    return sum;
  };
  const [top, foot] = [rows.indexOf(true), rows.lastIndexOf(true)];
  const upper = inside(top, top + (foot - top) * 0.15);
  const lower = inside(foot - (foot - top) * 0.2, foot);
  expect(upper[1] / upper[0]).toBeGreaterThan(0.75);
  expect(lower[1] / lower[0]).toBeLessThan(0.5);
  for (let i = 0; i < SIDE * SIDE; i++)
    if (mask[i] === 255 && painted.text[i * 4 + 3] === 0)
      for (let c = 0; c < 3; c++) expect(ad[i * 3 + c]).toBe(background[i * 3 + c]);
});

test('the letters are those of the studio engine in shape, in another material', async () => {
  const { job } = await ads.make({
    product,
    background: { prompt: 'a table by a window', engine: 'diffusion', steps: 12 },
    text: { ...copy, engine: 'studio' },
    ...{ stopStep: 2, output, seed },
  });
  // Step 1 is the same, and is not made again.
  expect(job.steps[0].cached).toBe(true);
  expect(engines(job)[1]).toBe('studio');
  const volume = await grey(artifact(job.steps[1], ArtifactKind.TEXT_VOLUME));
  const own = await grey(artifact(made.job.steps[1], ArtifactKind.TEXT_VOLUME));
  const letters = await sharp(await ads.download(job.steps[1].result?.id))
    .raw()
    .toBuffer();
  expect(own.filter((value) => value === 255).length).toBeGreaterThan(1000);
  expect(own.equals(volume)).toBe(true);
  let different = 0;
  for (let i = 0; i < SIDE * SIDE; i++) {
    if (volume[i] < 255) continue;
    const distance = [0, 1, 2].map((c) => Math.abs(letters[i * 4 + c] - painted.text[i * 4 + c]));
    if (Math.max(...distance) > 30) different += 1;
  }
  expect(different).toBeGreaterThan(500);
});

test('a watcher hears of denoising steps, sees them becoming, and is told what is left', async () => {
  const steps = made.progress.filter(({ message }) => /: step \d+ of \d+\./.test(message));
  expect(new Set(steps.map(({ step }) => step))).toEqual(new Set([1, 2, 3]));
  expect(steps.map(({ message }) => message).join('\n')).toMatch(/Painting the scene: step/);
  expect(steps.some(({ preview }) => preview.length > 0)).toBe(true);
  expect(steps.every(({ preview }) => preview.length <= 32 * 1024)).toBe(true);
  expect(steps.some(({ stepEta }) => stepEta !== undefined)).toBe(true);
  const fractions = made.progress.map(({ fraction }) => fraction);
  expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
});

test('auto takes diffusion where its models are installed, and engines mix', async () => {
  const auto = await ads.make({
    background: { prompt: '호두나무 테이블', steps: 2 },
    ...{ output, seed, stopStep: 1 },
  });
  expect(engines(auto.job)[0]).toBe('diffusion');
  expect(auto.job.spec?.background).toMatchObject({ engine: 'diffusion', model: 'tiny_sd' });
  const warning = {
    reason: 'PROMPT_TRANSLATED',
    message: 'tiny_sd reads English only and was told "walnut table".',
  };
  expect(auto.job.steps[0].report?.warnings).toEqual([warning]);
  const mixed = await ads.make({
    product,
    background: { prompt: 'walnut table', engine: 'studio' },
    text: { content: 'A', prompt: 'gold', engine: 'diffusion', steps: 2 },
    composition: { engine: 'studio' },
    ...{ output, seed },
  });
  expect(mixed.job.state).toBe(JobState.SUCCEEDED);
  expect(engines(mixed.job)).toEqual(['studio', 'diffusion', 'studio']);
});

test('a scheduler that is asked for makes another picture; one that is not known is refused at submit', async () => {
  const make = async (scheduler?: string) => {
    const background = { prompt: 'a table', engine: 'diffusion', steps: 6, scheduler };
    return (await ads.make({ background, output, seed, stopStep: 1 })).job;
  };
  const [own, other] = [await make(), await make('euler_ancestral')];
  expect([own.state, other.state]).toEqual([JobState.SUCCEEDED, JobState.SUCCEEDED]);
  expect(other.spec?.background?.scheduler).toBe('euler_ancestral');
  expect(own.spec?.background?.scheduler).toBeUndefined();
  expect(other.result?.id).not.toBe(own.result?.id);
  const refused = await make('heun').then(() => undefined, fromClientError);
  expect(refused?.fields).toEqual([
    {
      field: 'spec.background.scheduler',
      description:
        'is "heun"; must be one of ddim, pndm, euler, euler_karras, euler_ancestral, dpmpp_2m, dpmpp_2m_karras, lcm',
    },
  ]);
});

test('a cancel in mid-denoising ends the job at once and gives slot and memory back', async () => {
  const job = await ads.submit({
    background: { prompt: 'a table', engine: 'diffusion', steps: 50 },
    ...{ output: { width: 512, height: 512 }, seed, stopStep: 1 },
  });
  const denoising = Promise.withResolvers<void>();
  const watching = (async () => {
    for await (const { news } of ads.client.watchJob({ jobId: job.id })) {
      if (news?.$case === 'progress' && /: step [2-9] of/.test(news.value.message)) denoising.resolve();
      if (news?.$case === 'event' && news.value.event?.$case === 'finished')
        return news.value.event.value.job?.state;
    }
    return undefined;
  })();
  await denoising.promise;
  await ads.client.cancelJob({ jobId: job.id });
  expect(await watching).toBe(JobState.CANCELLED);
  // How soon is measured in test/model-serving, without the way through the mesh.
  const held = async () => {
    const worker = (await ads.client.getServerStatus({})).status?.workers[0];
    const models = worker?.memory?.entries.filter(({ kind }) => kind === MemoryKind.MODEL) ?? [];
    return [worker?.busySlots, ...models.map(({ name }) => name)];
  };
  await expect.poll(held).toEqual([0]);
});

test('where nothing is installed auto takes the studio, and diffusion by name is refused with what installs it', async () => {
  const emptyDir = await installTinyPipelines([]);
  const other = await startTestMesh({ env: { 'model-serving': { MODEL_SERVING_MODELS_DIR: emptyDir } } });
  const client = createAdClient(other.publicAddress);
  try {
    const { job } = await client.make({ background: { prompt: 'a table' }, output, seed, stopStep: 1 });
    expect(engines(job)[0]).toBe('studio');
    const refused = await client
      .submit({ background: { prompt: 'a table', engine: 'diffusion' }, output, stopStep: 1 })
      .then(() => undefined, fromClientError);
    expect(refused).toMatchObject({ reason: 'ENGINE_NOT_INSTALLED' });
    expect(JSON.stringify([refused?.message, refused?.fields])).toMatch(
      /background\.engine.*npm run models -- add/,
    );
  } finally {
    client.close();
    await other.end();
    await rm(emptyDir, { recursive: true });
  }
});
