import {
  AdSpec,
  CompositionMode,
  TextAlignment,
  TextPosition,
  type TextSpec,
} from '@nanococoa/proto/common/v1/ad_spec.ts';
import { describe, expect, test } from 'vitest';
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
    output: { width: 600, height: 480, mediaType: 'image/webp', quality: 55 },
    seed: 3,
    startStep: 2,
    step1ImageId: id,
  }),
  { chooseSeed: () => 1 },
);
const size = { width: 600, height: 480 };
const always = { seed: 3, autoUnload: true };

test('every parameter of the table is assigned to its steps, and nothing else', () => {
  expect(Object.keys(READ_BY).sort()).toEqual(PARAMETERS.map(({ name }) => name).sort());
});

test('step 1 is told the product, the scene and where copy stands, not what it says', () => {
  expect(stepSpec(spec, 1, { final: false })).toEqual(
    AdSpec.fromPartial({
      ...always,
      product: { scale: 0.3, strength: 0.2 },
      background: { prompt: 'oak', negativePrompt: 'people' },
      text: { content: 'copy', position: TextPosition.BOTTOM },
      output: size,
    }),
  );
  const told = (text: Partial<TextSpec>, output = size) =>
    stepSpec(AdSpec.fromPartial({ ...spec, text, output }), 1, { final: false }).text;
  const { BOTTOM, TOP, AUTO, CENTER } = TextPosition;
  // On an upright canvas a headline above the product is what is arranged for anyway.
  for (const text of [
    {},
    { content: ' \n', position: BOTTOM },
    { content: '특가', position: TOP },
    { subline: '특가', position: AUTO },
  ]) {
    expect(told(text)).toBeUndefined();
  }
  expect(told({ content: '특가', position: CENTER })).toMatchObject({ content: 'copy', position: CENTER });
  expect(told({ subline: '특가', price: '1원', position: AUTO })).toMatchObject({
    content: 'copy',
    price: 'copy',
    position: TOP,
  });
  expect(told({ callToAction: '구매', position: BOTTOM })).toMatchObject({ price: 'copy', position: TOP });
  // In a story price and button stand above each other.
  const story = { width: 720, height: 1280 };
  const offer = { price: '1원', callToAction: '구매' };
  expect(told(offer, story)).toMatchObject({ price: 'copy', callToAction: 'copy' });
  expect(told({ price: '1원' }, story)).toMatchObject({ price: 'copy', callToAction: undefined });
  expect(told(offer)).toEqual(told({ price: '1원' }));
  // On a wide one it stands beside the product, wherever its height.
  const wide = { width: 1280, height: 720 };
  const left = { content: '특가', position: TOP, alignment: TextAlignment.LEFT };
  expect(told(left, wide)).toMatchObject({ content: 'copy', alignment: TextAlignment.LEFT });
  expect(told({ ...left, position: BOTTOM }, wide)).toEqual(told(left, wide));
  expect(told(left)).toBeUndefined();
});

test('step 2 is told the copy; of the product its mask says all', () => {
  expect(stepSpec(spec, 2, { final: false })).toEqual(
    AdSpec.fromPartial({
      ...always,
      text: { ...spec.text, engine: undefined },
      composition: { mode: CompositionMode.BEHIND },
      output: size,
    }),
  );
});

test('step 3 is told how to set the text in, and how to encode', () => {
  expect(stepSpec(spec, 3, { final: true })).toEqual(
    AdSpec.fromPartial({
      ...always,
      // Neon, which the prompt may ask for, lights the picture.
      text: { position: TextPosition.BOTTOM, prompt: 'gold', negativePrompt: spec.text?.negativePrompt },
      composition: { mode: CompositionMode.BEHIND, strength: 0.7 },
      output: { ...size, mediaType: 'image/webp', quality: 55 },
    }),
  );
});

describe('how engine diffusion is steered', () => {
  const steered = (model: string) => ({
    engine: 'diffusion',
    model,
    steps: 7,
    guidance: 2.5,
    scheduler: 'ddim',
  });
  const diffusion = AdSpec.fromPartial({
    ...spec,
    background: { ...spec.background, ...steered('flux') },
    text: { ...spec.text, ...steered('sdxl'), controlModel: 'canny' },
    composition: { ...spec.composition, ...steered('paint'), prompt: 'seam', negativePrompt: 'halo' },
  });
  const part = (step: 1 | 2 | 3, from = diffusion) => stepSpec(from, step, { final: false });

  test('is told to the step that it is for', () => {
    expect(part(1)).toEqual(
      AdSpec.fromPartial({
        ...stepSpec(spec, 1, { final: false }),
        background: diffusion.background,
      }),
    );
    expect(part(2).text).toEqual(diffusion.text);
    expect(part(3).composition).toEqual(diffusion.composition);
    expect(part(2).composition).toEqual(part(2, spec).composition);
    expect(part(3).text).toEqual(part(3, spec).text);
  });

  test('does not reach a step that the studio makes', () => {
    for (const engine of ['studio', 'auto', undefined]) {
      const other = AdSpec.fromPartial({
        ...diffusion,
        background: { ...diffusion.background, engine },
        text: { ...diffusion.text, engine },
        composition: { ...diffusion.composition, engine },
      });
      for (const step of [1, 2, 3] as const) expect(part(step, other)).toEqual(part(step, spec));
    }
  });

  test('a background without a product has nothing to blend', () => {
    const alone = part(1, AdSpec.fromPartial({ ...diffusion, product: undefined })).background;
    expect(alone).toMatchObject({ model: 'flux', compositionPrompt: undefined });
    expect(part(1).background?.compositionPrompt).toMatch(/contact shadow/);
  });
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

test('the table tells every client which steps a parameter reaches', () => {
  const told = Object.fromEntries(PARAMETERS.map(({ name, steps }) => [name, steps]));
  expect(told).toEqual(READ_BY);
  expect(told['text.content']).toEqual([2]);
});
