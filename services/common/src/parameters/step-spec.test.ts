import { AdSpec, CompositionMode, TextPosition } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { expect, test } from 'vitest';
import { fillDefaults } from './fill-defaults.ts';
import { PARAMETERS } from './parameter-table.ts';
import { firstStepReading, READ_BY, stepSpec } from './step-spec.ts';

const id = 'a'.repeat(64);
const spec = fillDefaults(
  AdSpec.fromPartial({
    product: { imageId: id, cutoutImageId: id, scale: 0.3, strength: 0.2 },
    background: { prompt: 'oak', negativePrompt: 'people' },
    text: { content: '특가', fontId: 'jua', prompt: 'gold', position: TextPosition.BOTTOM },
    composition: { mode: CompositionMode.BEHIND, strength: 0.7 },
    output: { width: 640, height: 480, mediaType: 'image/webp', quality: 55 },
    seed: 3,
    startStep: 2,
    step1ImageId: id,
  }),
  { chooseSeed: () => 1 },
);
const size = { width: 640, height: 480 };
const always = { seed: 3, autoUnload: true };

test('every parameter of the table is assigned to its steps, and nothing else', () => {
  expect(Object.keys(READ_BY).sort()).toEqual(PARAMETERS.map(({ name }) => name).sort());
});

test('step 1 is told the product and the scene, and that there is a copy below', () => {
  expect(stepSpec(spec, 1, { final: false })).toEqual(
    AdSpec.fromPartial({
      ...always,
      product: { scale: 0.3, strength: 0.2 },
      background: { prompt: 'oak', negativePrompt: 'people' },
      text: { content: 'copy', position: TextPosition.BOTTOM },
      output: size,
    }),
  );
  const elsewhere = { ...spec, text: { ...spec.text, position: TextPosition.TOP } };
  const blank = { ...spec, text: { ...spec.text, content: ' \n', position: TextPosition.BOTTOM } };
  for (const other of [elsewhere, blank]) expect(stepSpec(other, 1, { final: false }).text).toBeUndefined();
});

test('step 2 is told the copy, and of the product only how large it is', () => {
  expect(stepSpec(spec, 2, { final: false })).toEqual(
    AdSpec.fromPartial({
      ...always,
      product: { scale: 0.3 },
      text: spec.text,
      composition: { mode: CompositionMode.BEHIND },
      output: size,
    }),
  );
  expect(stepSpec({ ...spec, product: undefined }, 2, { final: false }).product).toBeUndefined();
});

test('step 3 is told how to set the text in, and how to encode', () => {
  expect(stepSpec(spec, 3, { final: true })).toEqual(
    AdSpec.fromPartial({
      ...always,
      text: { position: TextPosition.BOTTOM },
      composition: { mode: CompositionMode.BEHIND, strength: 0.7 },
      output: { ...size, mediaType: 'image/webp', quality: 55 },
    }),
  );
});

test('only the last step is told the encoding; of PNG, which is the default, there is none to tell', () => {
  const png = { ...spec, output: { ...size, mediaType: 'image/png', quality: 55 } };
  for (const step of [1, 2, 3] as const) {
    expect(stepSpec(spec, step, { final: true }).output).toEqual(spec.output);
    expect(stepSpec(png, step, { final: true })).toEqual(stepSpec(png, step, { final: false }));
  }
});

test('the given spec stays as it is', () => {
  const before = AdSpec.toJSON(spec);
  for (const step of [1, 2, 3] as const) stepSpec(spec, step, { final: true });
  expect(AdSpec.toJSON(spec)).toEqual(before);
});

test.each([
  ['text.content', 2],
  ['text.position', 1],
  ['composition.strength', 3],
  ['output.media_type', 3],
  ['step1_image_id', 2],
  ['step2_image_id', 3],
  ['auto_unload', 3],
  ['no.such', 1],
])('a change of %s begins at step %i', (name, step) => expect(firstStepReading(name)).toBe(step));
