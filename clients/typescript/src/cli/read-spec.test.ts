import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { CompositionMode, TextPosition } from '#proto/common/v1/ad_spec.ts';
import { parseOptions } from './parse-options.ts';
import { readSpec } from './read-spec.ts';
import { SPEC_COMMAND_OPTIONS } from './spec-options.ts';

const HERE = fileURLToPath(import.meta.url);

const read = (...args: string[]) =>
  readSpec(parseOptions(args, SPEC_COMMAND_OPTIONS), async (file) => `uploaded ${file}`);

it('reads every kind of value', async () => {
  const { spec, paths } = await read(
    ...['--prompt', 'a café', '--text', 'line\\nbreak', '--position', 'bottom', '--mode', 'behind'],
    ...['--size', '1080x1920', '--seed', '7', '--scale', '0.5', '--cutout', HERE, '--step1-image', 'abc'],
    ...['--set', 'auto_unload=false', '--set', 'text.old_price=9,900원=X'],
  );
  expect(spec).toMatchObject({
    background: { prompt: 'a café' },
    text: { content: 'line\nbreak', position: TextPosition.BOTTOM, oldPrice: '9,900원=X' },
    composition: { mode: CompositionMode.BEHIND },
    product: { scale: 0.5, cutoutImageId: `uploaded ${HERE}` },
    output: { width: 1080, height: 1920 },
    seed: 7,
    step1ImageId: 'abc',
    autoUnload: false,
  });
  expect(spec.text?.subline).toBeUndefined();
  expect(paths).toEqual(expect.arrayContaining(['output.width', 'text.old_price', 'step1_image_id']));
  expect(paths).toHaveLength(12);
});

it('takes an engine and models as they are written', async () => {
  const { spec } = await read(
    ...[
      '--engine',
      'diffusion',
      '--model',
      'sdxl-turbo',
      '--steps',
      '4',
      '--guidance',
      '0',
      '--scheduler',
      'lcm',
    ],
    ...['--set', 'text.control_model=canny', '--set', 'composition.engine=auto'],
  );
  expect(spec).toMatchObject({
    background: { engine: 'diffusion', model: 'sdxl-turbo', steps: 4, guidance: 0, scheduler: 'lcm' },
    text: { controlModel: 'canny' },
    composition: { engine: 'auto' },
  });
  await expect(read('--engine', 'flux')).rejects.toThrow(
    '--engine is "flux"; must be one of auto, studio, diffusion.',
  );
});

it.each([
  [['--position', 'left'], '--position is "left"; must be one of top, center, bottom, auto.'],
  [['--scale', 'big'], '--scale is "big"; must be a number.'],
  [['--seed', ''], '--seed is ""; must be a number.'],
  [['--size', '1080'], '--size is "1080"; write it as 1080x1920.'],
  [['--set', 'text.contents=x'], 'A spec has no field text.contents. Did you mean text.content?'],
  [['--set', 'text'], '--set is "text"; write it as PATH=VALUE.'],
  [['--set', 'auto_unload=no'], 'auto_unload is "no"; must be true or false.'],
])('refuses %j', async (args, complaint) => {
  await expect(read(...args)).rejects.toThrow(complaint);
});
