import { PARAMETERS } from '@nanococoa/common/parameters/parameter-table.ts';
import { AdSpec, CompositionMode, TextPosition } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { expect, it } from 'vitest';
import { isKnown, patchOf, specOf, valuesOf } from './values.ts';

const VALUES = {
  'product.image_id': 'a'.repeat(64),
  'product.scale': '0.5',
  'product.elevation_deg': '0',
  'text.content': '오늘의 커피\n3,900원',
  'text.old_price': '4,500원',
  'text.call_to_action': 'true',
  'text.position': 'TEXT_POSITION_AUTO',
  'composition.mode': 'COMPOSITION_MODE_BEHIND',
  'output.width': '1080',
  step1_image_id: 'b',
  seed: '0',
  auto_unload: 'false',
};

it('makes a spec of every kind of value, and values of a spec', () => {
  const spec = specOf({ ...VALUES, 'text.subline': ' ', 'text.price': '' });
  expect(spec).toEqual(
    AdSpec.fromPartial({
      product: { imageId: 'a'.repeat(64), scale: 0.5, elevationDeg: 0 },
      text: {
        content: '오늘의 커피\n3,900원',
        oldPrice: '4,500원',
        callToAction: 'true',
        position: TextPosition.AUTO,
      },
      composition: { mode: CompositionMode.BEHIND },
      output: { width: 1080 },
      step1ImageId: 'b',
      seed: 0,
      autoUnload: false,
    }),
  );
  expect(valuesOf(spec)).toEqual(VALUES);
  expect(valuesOf(undefined)).toEqual({});
});

it('asks for no product where there is no picture of it', () => {
  expect(specOf({ 'product.scale': '0.5' }).product).toBeUndefined();
});

it('patches the changed fields only, a cleared one without a value', () => {
  expect(patchOf({ ...VALUES, 'text.old_price': '' }, ['text.content', 'text.old_price'])).toEqual({
    paths: ['text.content', 'text.old_price'],
    spec: AdSpec.fromPartial({ text: { content: VALUES['text.content'] } }),
  });
  const { spec } = patchOf({ 'product.scale': '0.6' }, ['product.scale']);
  expect(spec.product).toMatchObject({ scale: 0.6, imageId: '' });
});

it('knows every parameter of the table, and none that AdSpec lacks', () => {
  for (const parameter of PARAMETERS) expect(isKnown(parameter), parameter.name).toBe(true);
  expect(isKnown({ ...PARAMETERS[2], name: 'product.sparkle' })).toBe(false);
});
