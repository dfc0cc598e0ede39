import { AdSpec, type CompositionMode, TextPosition } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { describe, expect, test } from 'vitest';
import { FONTS, missingCharacters } from '../fonts/font-catalogue.ts';
import { fillDefaults } from './fill-defaults.ts';
import { PARAMETERS } from './parameter-table.ts';
import { readSpecValue, writeSpecValue } from './spec-value.ts';
import { validateSpec } from './validate-spec.ts';

const imageId = 'a'.repeat(64);
const good = AdSpec.fromPartial({ product: { imageId }, text: { content: '오늘의 커피 3,900원' } });

/** The faults of a good spec with one value changed. */
function faultsWith(name: string, value: never): string[] {
  const spec = AdSpec.fromPartial(good);
  writeSpecValue(spec, name, value);
  return validateSpec(spec).map(({ field, description }) => `${field} ${description}`);
}

describe('every number of the table', () => {
  const numbers = PARAMETERS.filter(({ maximum }) => maximum !== undefined);
  test('there are some', () => expect(numbers.length).toBeGreaterThanOrEqual(8));
  test.each(numbers)('$name keeps to its range', ({ name, minimum = 0, maximum = 0 }) => {
    const rangeFaults = (value: number) =>
      faultsWith(name, value as never).filter(
        (fault) => fault === `spec.${name} is ${value}; must be ${minimum} to ${maximum}`,
      );
    const outside = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 2 ** 53, 2 ** 31];
    for (const value of [...outside, minimum - 1, maximum + 1]) {
      if (value >= minimum && value <= maximum) continue;
      expect(rangeFaults(value), String(value)).toHaveLength(1);
    }
    for (const value of [minimum, maximum]) expect(rangeFaults(value), String(value)).toEqual([]);
  });
});

test('a good spec has no faults', () => expect(validateSpec(good)).toEqual([]));

test('all faults are said at once, each with its path', () => {
  const spec = AdSpec.fromPartial({
    product: { imageId: 'no', scale: Number.NaN },
    text: { content: 'x'.repeat(81), fontId: 'comic-sans', position: 99 as TextPosition },
    composition: { mode: 7 as CompositionMode, strength: 1.01 },
    output: { width: 63, height: 4097, mediaType: 'image/gif' },
    startStep: 3,
    stopStep: 2,
  });
  expect(
    validateSpec(spec)
      .map(({ field }) => field)
      .sort(),
  ).toEqual(
    [
      'spec.composition.mode',
      'spec.composition.strength',
      'spec.output.height',
      'spec.output.media_type',
      'spec.output.width',
      'spec.product.image_id',
      'spec.product.scale',
      'spec.step1_image_id',
      'spec.step2_image_id',
      'spec.stop_step',
      'spec.text.content',
      'spec.text.font_id',
      'spec.text.position',
    ].sort(),
  );
});

test('an engine is one of three, and a model is named by an id', () => {
  const spec = AdSpec.fromPartial({
    ...good,
    background: { engine: 'flux', model: '../flux', steps: 51 },
    text: { engine: 'diffusion', model: 'sdxl-turbo', controlModel: 'UPPER' },
    composition: { engine: '', model: '' },
  });
  expect(validateSpec(spec).map(({ field, description }) => `${field} ${description}`)).toEqual([
    'spec.background.engine is "flux"; must be one of auto, studio, diffusion',
    expect.stringMatching(/^spec.background.model is "..\/flux"; must be a model id: at most 64 of/),
    'spec.background.steps is 51; must be 1 to 50',
    expect.stringMatching(/^spec.text.control_model is "UPPER"; must be a model id/),
  ]);
});

test('a model for the studio, which asks none, is refused', () => {
  const spec = AdSpec.fromPartial({
    ...good,
    text: { ...good.text, engine: 'studio', controlModel: 'canny' },
  });
  expect(validateSpec(spec)).toEqual([
    {
      field: 'spec.text.control_model',
      description: 'is set, but text.engine is "studio"; it must be "diffusion" or "auto"',
    },
  ]);
});

test('the ranges of engine diffusion are those of the models', () => {
  const ranges = Object.fromEntries(
    PARAMETERS.filter(({ name }) => /\.(steps|guidance)$/.test(name)).map(({ name, minimum, maximum }) => [
      name,
      [minimum, maximum],
    ]),
  );
  expect(ranges).toEqual({
    'background.steps': [1, 50],
    'background.guidance': [0, 20],
    'text.steps': [1, 50],
    'text.guidance': [0, 20],
    'composition.steps': [10, 50],
    'composition.guidance': [1, 7],
  });
});

test('a shape that no layout can be made for is refused', () => {
  const fields = (width: number, height: number) =>
    validateSpec({ ...good, output: { width, height } }).map(({ field }) => field);
  expect(fields(768, 64)).toEqual([]);
  expect(fields(769, 64)).toEqual(['spec.output.width']);
  expect(fields(64, 769)).toEqual(['spec.output.width']);
});

test('an empty spec is refused, and so is a blank one', () => {
  expect(validateSpec(AdSpec.fromPartial({}))[0].field).toBe('spec');
  expect(validateSpec(AdSpec.fromPartial({ text: { content: ' \n' } }))[0].field).toBe('spec');
});

test('a start without what it needs is refused, and so is a picture that would be ignored', () => {
  const fields = (partial: object) =>
    validateSpec(AdSpec.fromPartial({ ...good, ...partial })).map((f) => f.field);
  expect(fields({ startStep: 2 })).toEqual(['spec.step1_image_id']);
  expect(fields({ startStep: 2, step1ImageId: imageId })).toEqual([]);
  expect(fields({ step1ImageId: imageId })).toEqual(['spec.step1_image_id']);
  expect(fields({ startStep: 2, step1ImageId: imageId, step2ImageId: imageId })).toEqual([
    'spec.step2_image_id',
  ]);
});

test('characters that the font lacks are named, with fonts that have them', () => {
  const spec = AdSpec.fromPartial({ text: { content: '사과 🍎', fontId: 'black-han-sans' } });
  expect(validateSpec(spec)[0]).toEqual({
    field: 'spec.text.content',
    description: expect.stringMatching(/black-han-sans lacks: 🍎; no font has all of them/),
  });
});

test('each role is checked against the font that it will be set in', () => {
  const faults = (text: object) => validateSpec(AdSpec.fromPartial({ text: { content: '사과', ...text } }));
  for (const role of ['subline', 'badge', 'call_to_action']) {
    const name = role.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
    expect(faults({ [name]: '사과 🍎' })).toEqual([
      { field: `spec.text.${role}`, description: expect.stringMatching(/lacks: 🍎/) },
    ]);
  }
  const [fault] = faults({ price: '￦5,000', typographyFontId: 'gaegu-bold' });
  expect(fault?.field ?? 'spec.text.price').toBe('spec.text.price');
  // Without a wish the family is chosen by the characters; with one, and a character that it lacks, it is refused.
  const rare = '뷁';
  const lacking = FONTS.find((font) => missingCharacters(font, rare).length > 0);
  expect(faults({ subline: rare })).toEqual([]);
  if (lacking) {
    expect(faults({ subline: rare, typographyFontId: lacking.id })[0].description).toMatch(
      new RegExp(`${lacking.id} lacks: ${rare}; fonts that have them: .*pretendard`),
    );
  }
});

test('an earlier price needs a price', () => {
  const fields = (text: object) => validateSpec(AdSpec.fromPartial({ text })).map(({ field }) => field);
  expect(fields({ oldPrice: '9원' })).toContain('spec.text.old_price');
  expect(fields({ oldPrice: '9원', price: ' ' })).toContain('spec.text.old_price');
  expect(fields({ oldPrice: '9원', price: '8원' })).toEqual([]);
  expect(fields({ oldPrice: ' ', subline: 'x' })).toEqual([]);
});

test('more copy than a picture of that size can show is refused with what it can', () => {
  const faults = (width: number, height: number, text: object) =>
    validateSpec(AdSpec.fromPartial({ text, output: { width, height } }));
  const long = { content: '가'.repeat(80) };
  expect(faults(64, 64, long)).toEqual([
    {
      field: 'spec.text.content',
      description: expect.stringMatching(/^has 80 characters; a picture of 64 × 64 pixels has room for \d+/),
    },
  ]);
  const room = Number(/room for (\d+)/.exec(faults(64, 64, long)[0].description)?.[1]);
  expect(room).toBeGreaterThan(5);
  expect(faults(64, 64, { content: '가'.repeat(room) })).toEqual([]);
  expect(faults(64, 64, { content: '가'.repeat(room + 1) })).toHaveLength(1);
  // Lines that the copy breaks itself need height.
  const lines = 'A\nB\nC\nD\nE\nF';
  expect(faults(728, 90, { content: lines })).toEqual([]);
  const tall = faults(728, 90, { content: lines, subline: 'H\nI\nJ' });
  expect(tall).toHaveLength(1);
  expect(tall[0].description).toMatch(/^has 11 characters; a picture of 728 × 90 pixels has room for \d /);
  const all = {
    content: '가'.repeat(80),
    subline: '나'.repeat(80),
    price: '9'.repeat(30),
    oldPrice: '8'.repeat(30),
    badge: '특'.repeat(12),
    callToAction: '바'.repeat(30),
  };
  for (const [width, height] of [
    [1024, 1024],
    [270, 480],
    [480, 270],
  ]) {
    expect(faults(width, height, all)).toEqual([]);
  }
  expect(faults(728, 90, { ...all, content: '가'.repeat(20), subline: '나'.repeat(30) })).toEqual([]);
});

test('length is counted in characters, not in UTF-16 units', () => {
  expect(validateSpec(AdSpec.fromPartial({ background: { prompt: '🍎'.repeat(1000) } }))).toEqual([]);
  expect(validateSpec(AdSpec.fromPartial({ background: { prompt: '🍎'.repeat(1001) } }))).toHaveLength(1);
});

test('defaults fill what is not set, and only that; the result is valid', () => {
  const spec = fillDefaults(AdSpec.fromPartial({ ...good, composition: { strength: 0 } }), {
    chooseSeed: () => 7,
  });
  expect(validateSpec(spec)).toEqual([]);
  expect(spec.seed).toBe(7);
  expect(spec.composition?.strength).toBe(0);
  expect(spec.text?.position).toBe(TextPosition.TOP);
  expect(spec.output).toEqual({ width: 1024, height: 1024, mediaType: 'image/png', quality: 90 });
  for (const { name, defaultValue } of PARAMETERS) {
    if (defaultValue !== undefined && name !== 'composition.strength' && name !== 'text.content') {
      expect(readSpecValue(spec, name), name).toEqual(defaultValue);
    }
  }
  expect(good.seed).toBeUndefined();
});

test('a product that is absent stays absent', () => {
  const spec = fillDefaults(AdSpec.fromPartial({ product: { scale: 0.3 } }), { chooseSeed: () => 1 });
  expect(spec.product).toBeUndefined();
});

test('a ready cut-out is a product, with the defaults of one, and needs no photo', () => {
  const given = AdSpec.fromPartial({ product: { cutoutImageId: imageId } });
  expect(validateSpec(given)).toEqual([]);
  const spec = fillDefaults(given, { chooseSeed: () => 1 });
  expect(spec.product).toEqual({ imageId: '', cutoutImageId: imageId, scale: 0.45, strength: 0.6 });
  expect(validateSpec(AdSpec.fromPartial({ product: { cutoutImageId: 'no' } }))[0].field).toBe(
    'spec.product.cutout_image_id',
  );
});

test('every parameter can be unset again, whatever kind of field it is', () => {
  const full = fillDefaults(AdSpec.fromPartial({ ...good, product: { imageId, cutoutImageId: imageId } }), {
    chooseSeed: () => 7,
  });
  for (const { name } of PARAMETERS) {
    writeSpecValue(full, name, undefined);
    expect(readSpecValue(full, name), name).toBeUndefined();
  }
  const bare = AdSpec.fromPartial({});
  writeSpecValue(bare, 'product.scale', 0.5);
  writeSpecValue(bare, 'text.content', 'x');
  for (const spec of [full, bare]) expect(() => AdSpec.encode(spec).finish()).not.toThrow();
  expect(bare.product).toEqual({ imageId: '', cutoutImageId: '', scale: 0.5 });
});
