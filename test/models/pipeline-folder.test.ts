import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ROOT_DIR } from '../../scripts/setup/folders.mjs';
import { makeOnnx } from './support/make-onnx.ts';
import { runModels } from './support/run-models.ts';

const TINY = join(ROOT_DIR, 'test/fixtures/diffusion/models');

let dir: string;
let modelsDir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'models-pipeline-'));
  modelsDir = join(dir, 'models');
});
afterEach(() => rmSync(dir, { recursive: true }));

/** A copy of a tiny pipeline, for a test to change. */
const folder = (name: string, as = name.replaceAll('_', '-')) => {
  cpSync(join(TINY, name), join(dir, as), { recursive: true });
  return join(dir, as);
};
const add = (path: string, ...args: string[]) =>
  runModels(modelsDir, ['add', path, ...args], { MODEL_SERVING_MEMORY_MB: '1000' });

test.each([
  ['tiny_sd', 'Family stable-diffusion: text to image, image to image, inpainting.', 'text-to-image'],
  ['tiny_sdxl', 'Family sdxl: text to image, image to image, inpainting.', 'text-to-image'],
  ['tiny_flux', 'Family flux: text to image.', 'text-to-image'],
  ['tiny_sd_controlnet', 'Family stable-diffusion: ControlNet.', 'control'],
])('the folder %s is told by what it holds', async (name, ability, task) => {
  const { status, stdout, stderr } = await add(folder(name));
  expect([status, stderr]).toEqual([0, expect.stringContaining('MB copied')]);
  expect(stdout).toContain(ability);
  expect(stdout).toMatch(/^It (needs|adds) about .* this machine's budget is 1.0 GB: /m);
  expect(stdout).toContain(`is installed for ${task}`);
});

test('the list shows families and abilities', async () => {
  await add(folder('tiny_sd'));
  const { stdout } = await runModels(modelsDir, ['list']);
  expect(stdout).toMatch(
    /^tiny-sd +text-to-image +stable-diffusion +text to image, image to image, inpainting /m,
  );
  const { models } = JSON.parse((await runModels(modelsDir, ['list', '--json'])).stdout);
  expect(models).toMatchObject([
    { id: 'tiny-sd', family: 'stable-diffusion', tasks: ['text_to_image', 'image_to_image', 'inpainting'] },
  ]);
});

test('tensors beside a graph come with it', async () => {
  const path = folder('tiny_sd');
  writeFileSync(join(path, 'vae_encoder/model.onnx'), makeOnnx({ externalLocation: 'model.onnx_data' }));
  const missing = await add(path);
  expect([missing.status, missing.stderr]).toEqual([1, expect.stringContaining('which is not there')]);
  writeFileSync(join(path, 'vae_encoder/model.onnx_data'), Buffer.alloc(4));
  expect(await add(path)).toMatchObject({ status: 0 });
  expect(readdirSync(join(modelsDir, 'tiny-sd/vae_encoder'))).toContain('model.onnx_data');
});

test.each<[string, (path: string) => void, string]>([
  ['a graph', (path) => rmSync(join(path, 'unet'), { recursive: true }), 'it lacks the graph of unet'],
  ['a tokenizer', (path) => rmSync(join(path, 'tokenizer'), { recursive: true }), 'it lacks tokenizer/'],
  [
    'a scheduler that is known',
    (path) => changeScheduler(path, 'HeunDiscreteScheduler'),
    'its scheduler HeunDiscreteScheduler is not supported',
  ],
])('a pipeline without %s is refused in words', async (_what, harm, complaint) => {
  const path = folder('tiny_sd');
  harm(path);
  const { status, stderr } = await add(path);
  expect([status, stderr]).toEqual([
    1,
    expect.stringContaining(`It is refused as a model for text-to-image: ${complaint}`),
  ]);
  expect(readdirSync(modelsDir).filter((name) => name[0] !== '.')).toEqual([]);
});

test('what is no ControlNet is refused as one, and a damaged file is found', async () => {
  const wrong = await add(folder('tiny_sd'), '--task', 'control');
  expect(wrong.stderr).toContain('none of its graphs takes a picture to follow');
  const path = folder('tiny_sd', 'other');
  appendFileSync(join(path, 'unet/model.onnx'), Buffer.alloc(9));
  expect((await add(path)).stderr).toContain('unet/model.onnx is refused');
});

function changeScheduler(path: string, className: string): void {
  const file = join(path, 'scheduler/scheduler_config.json');
  const config = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify({ ...config, _class_name: className }));
}
