import { cpSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readAbilities } from './model-abilities.ts';

const TINY = resolve(import.meta.dirname, '../../../../test/fixtures/diffusion/models');
let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'abilities-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

function copy(name: string): void {
  cpSync(join(TINY, name), dir, { recursive: true });
}

function read(task: 'text-to-image' | 'control' | 'cutout') {
  const paths = readdirSync(dir, { recursive: true, encoding: 'utf8' });
  const files = paths.filter((path) => statSync(join(dir, path)).isFile());
  return readAbilities(dir, {
    task,
    files: files.map((path) => ({ path, sha256: '0'.repeat(64), sizeBytes: statSync(join(dir, path)).size })),
  });
}

test.each([
  ['tiny_sd', 'stable-diffusion'],
  ['tiny_sdxl', 'sdxl'],
])('%s makes pictures from texts and from pictures', async (name, family) => {
  copy(name);
  const abilities = await read('text-to-image');
  expect(abilities).toMatchObject({ family, tasks: ['text_to_image', 'image_to_image', 'inpainting'] });
  const unet = abilities.graphSizes?.find(({ path }) => path === join(dir, 'unet/model.onnx'));
  expect(unet).toMatchObject({ sizeBytes: statSync(join(dir, 'unet/model.onnx')).size, isHalf: false });
});

test('a pipeline that cannot encode pictures makes them from texts only', async () => {
  copy('tiny_flux');
  expect(await read('text-to-image')).toMatchObject({ family: 'flux', tasks: ['text_to_image'] });
});

test('what a graph in controlnet/ is, its inputs say', async () => {
  copy('tiny_sd');
  cpSync(join(TINY, 'tiny_sd_controlnet/unet_controlnet'), join(dir, 'controlnet'), { recursive: true });
  const { pipeline } = await read('text-to-image');
  expect(pipeline?.graphs.unet_control).toBe(join(dir, 'controlnet/model.onnx'));
  expect(pipeline?.graphs.controlnet).toBeUndefined();
});

test.each([
  ['tiny_sd_controlnet', 'stable-diffusion'],
  ['tiny_sdxl_controlnet', 'sdxl'],
])('%s is a ControlNet, whatever its folder is called', async (name, family) => {
  copy(name);
  renameSync(join(dir, 'controlnet/model.onnx'), join(dir, 'model.onnx'));
  expect(await read('control')).toMatchObject({
    ...{ family, tasks: ['control'] },
    control: {
      graphs: { controlnet: join(dir, 'model.onnx'), unet_control: join(dir, 'unet_controlnet/model.onnx') },
    },
  });
});

test.each([
  ['unet/model.onnx', 'it lacks the graph of unet'],
  ['tokenizer/tokenizer.json', undefined],
  ['tokenizer', 'it lacks tokenizer/tokenizer.json, or tokenizer/vocab.json and merges.txt'],
])('a pipeline without %s', async (path, fault) => {
  copy('tiny_sd');
  rmSync(join(dir, path), { recursive: true });
  const abilities = await read('text-to-image');
  expect(abilities.fault).toBe(fault);
  expect(abilities.tasks.length > 0).toBe(fault === undefined);
});

test('a UNet is no ControlNet', async () => {
  copy('tiny_sd');
  expect(await read('control')).toEqual({
    ...{ family: '', tasks: [] },
    fault: 'none of its graphs takes a picture to follow',
  });
});

test('other models are what their manifest says', async () => {
  expect(await read('cutout')).toEqual({ family: '', tasks: ['cutout'] });
});
