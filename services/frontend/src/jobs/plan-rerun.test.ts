import { fillDefaults } from '@nanococoa/common/parameters/fill-defaults.ts';
import { AdSpec, type DeepPartial, TextPosition } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { Job } from '@nanococoa/proto/common/v1/job.ts';
import { expect, test } from 'vitest';
import { planRerun } from './plan-rerun.ts';

const id = (letter: string) => letter.repeat(64);

function jobOf(spec: DeepPartial<AdSpec>): Job {
  const given = { product: { imageId: id('a') }, text: { content: '오늘의 커피' }, ...spec };
  return Job.fromPartial({
    spec: fillDefaults(AdSpec.fromPartial(given), { chooseSeed: () => 7 }),
    steps: [
      { number: 1, result: { id: id('1') } },
      { number: 2, result: { id: id('2') } },
    ],
  });
}

const parent = jobOf({});

function plan(updateMask: string[], spec: DeepPartial<AdSpec>, o: { fromStep?: number; of?: Job } = {}) {
  const request = { fromStep: o.fromStep ?? 0, updateMask, spec: AdSpec.fromPartial(spec) };
  return planRerun(o.of ?? parent, request, { chooseSeed: () => 99, chooseEngines: (given) => given });
}

test.each<[string, string[], DeepPartial<AdSpec>, number]>([
  ['nothing: all of it, which the cache answers', [], {}, 1],
  ['the copy', ['text.content'], { text: { content: '내일의 커피' } }, 2],
  ['how the copy is set in', ['composition.strength'], { composition: { strength: 1 } }, 3],
  ['the file type', ['output.media_type'], { output: { mediaType: 'image/jpeg' } }, 3],
  ['copy and scene', ['text.content', 'background.prompt'], { background: { prompt: 'sand' } }, 1],
  ['a field that keeps its value', ['text.content'], { text: { content: '오늘의 커피' } }, 1],
  ['the seed', ['seed'], { seed: 8 }, 1],
  ['the photo', ['product.image_id'], { product: { imageId: id('b') } }, 1],
  ['a cut-out', ['product.cutout_image_id'], { product: { cutoutImageId: id('b') } }, 1],
])('from_step 0 begins where a change is read: %s', (_what, mask, spec, fromStep) => {
  expect(plan(mask, spec)).toMatchObject({ fromStep, faults: [] });
});

test('only the fields of the mask change; one without a value gets its default again', () => {
  const of = jobOf({ background: { prompt: 'sand' }, composition: { strength: 1 }, seed: 5 });
  const { spec } = plan(
    ['background.prompt', 'composition.strength', 'seed'],
    { text: { content: 'no' } },
    { of },
  );
  expect(spec.background?.prompt).toBe('a rustic wooden table in soft daylight');
  expect(spec.composition?.strength).toBe(0.4);
  expect(spec.text?.content).toBe('오늘의 커피');
  expect(spec.seed).toBe(99);
  expect(of.spec?.background?.prompt).toBe('sand');
  expect(plan(['text.content'], { text: { content: 'x' } }, { of }).spec.seed).toBe(5);
});

test('a product can be taken out, and put in with its defaults', () => {
  const without = plan(['product.image_id'], {});
  expect(without.spec.product).toBeUndefined();
  expect(without.fromStep).toBe(1);
  const of = jobOf({ product: undefined });
  const { spec } = plan(['product.cutout_image_id'], { product: { cutoutImageId: id('c') } }, { of });
  expect(spec.product).toEqual({ imageId: '', cutoutImageId: id('c'), scale: 0.45, strength: 0.6 });
});

test('a supplied step sets the start; an own text stands on the background that was made', () => {
  const own = plan(['step1_image_id', 'text.content'], { step1ImageId: id('x'), text: { content: '특가' } });
  expect(own).toMatchObject({ fromStep: 2, faults: [], spec: { startStep: 2, step1ImageId: id('x') } });
  const text = plan(['step2_image_id'], { step2ImageId: id('y') });
  expect(text).toMatchObject({ fromStep: 3, faults: [] });
  expect(text.spec).toMatchObject({ startStep: 3, step1ImageId: id('1'), step2ImageId: id('y') });
  const back = plan(['step1_image_id'], {}, { of: jobOf({ startStep: 2, step1ImageId: id('x') }) });
  expect(back).toMatchObject({ fromStep: 1, spec: { startStep: 1, step1ImageId: undefined } });
});

test('an own text without a background to stand on is refused', () => {
  const of = { ...parent, steps: [] };
  expect(() => plan(['step2_image_id'], { step2ImageId: id('y') }, { of })).toThrow(
    expect.objectContaining({ reason: 'STEP_NOT_DONE' }),
  );
});

test.each<[string, string[], DeepPartial<AdSpec>, number, string[]]>([
  ['the copy from step 3', ['text.content'], { text: { content: 'x' } }, 3, ['spec.text.content']],
  ['the scene from step 2', ['background.prompt'], {}, 2, []],
  [
    'scene and size from step 2',
    ['background.prompt', 'output.width', 'text.content'],
    { background: { prompt: 'sand' }, output: { width: 512 }, text: { content: 'x' } },
    2,
    ['spec.background.prompt', 'spec.output.width'],
  ],
  ['the seed from any step', ['seed'], { seed: 8 }, 3, []],
  ['a bad value from step 3', ['text.font_id'], { text: { fontId: 'comic' } }, 3, ['spec.text.font_id']],
  [
    'a copy that step 1 makes room for',
    ['text.position'],
    { text: { position: TextPosition.BOTTOM } },
    2,
    ['spec.text.position'],
  ],
  [
    'a scene behind an own background',
    ['step1_image_id', 'background.prompt'],
    { step1ImageId: id('x'), background: { prompt: 'sand' } },
    0,
    ['spec.background.prompt'],
  ],
  [
    'an own background from step 3',
    ['step1_image_id'],
    { step1ImageId: id('x') },
    3,
    ['spec.step1_image_id'],
  ],
  [
    'an own background of another size',
    ['step1_image_id', 'output.width'],
    { step1ImageId: id('x'), output: { width: 512 } },
    0,
    [],
  ],
])('what an earlier step reads is refused: %s', (_what, mask, spec, fromStep, fields) => {
  expect(plan(mask, spec, { fromStep }).faults.map(({ field }) => field)).toEqual(fields);
});

test('the refusal names step and allowed from_step', () => {
  expect(plan(['text.content'], { text: { content: 'x' } }, { fromStep: 3 }).faults[0].description).toBe(
    'is read by step 2, but from_step is 3; must be 1 to 2, or 0',
  );
});

test('a step before the start means the start', () => {
  const of = jobOf({ startStep: 2, step1ImageId: id('x') });
  expect(plan([], {}, { of, fromStep: 1 }).fromStep).toBe(2);
});

/** The only installed model; the engine that is not decided is the studio. */
function chooseEngines(spec: AdSpec): AdSpec {
  const chosen = AdSpec.fromPartial(spec);
  for (const group of [chosen.background, chosen.text, chosen.composition]) {
    if (!group || group.engine === 'studio') continue;
    group.engine = group.engine === 'diffusion' || group.model ? 'diffusion' : 'studio';
    if (group.engine === 'diffusion') group.model ??= 'sdxl';
  }
  return chosen;
}

test('engines and models stay as they were decided, unless they are patched', () => {
  const decided = {
    background: { engine: 'diffusion', model: 'flux' },
    text: { content: '특가', engine: 'diffusion', model: 'sd15', controlModel: 'canny-sd' },
    composition: { engine: 'studio' },
  };
  const of = jobOf(decided);
  const again = (updateMask: string[], spec: DeepPartial<AdSpec>) =>
    planRerun(
      of,
      { fromStep: 0, updateMask, spec: AdSpec.fromPartial(spec) },
      { chooseSeed: () => 99, chooseEngines },
    );
  const other = again(['text.content'], { text: { content: '할인' } });
  expect(other).toMatchObject({
    fromStep: 2,
    spec: { ...decided, text: { ...decided.text, content: '할인' } },
  });
  expect(again(['background.engine'], { background: { engine: 'studio' } })).toMatchObject({
    fromStep: 1,
    faults: [],
    spec: { background: { engine: 'studio', model: undefined } },
  });
  // What went with the old model is chosen anew.
  expect(again(['text.model'], { text: { model: 'xl' } })).toMatchObject({
    fromStep: 2,
    spec: { text: { model: 'xl', controlModel: undefined } },
  });
  expect(again(['composition.engine'], { composition: { engine: 'auto' } })).toMatchObject({
    fromStep: 1,
    spec: { composition: { engine: 'studio' } },
  });
});

test('a job from before there were engines was made by the studio', () => {
  const old = Job.fromPartial({ ...parent, spec: { ...parent.spec, background: { prompt: 'sand' } } });
  const { spec } = planRerun(
    old,
    { fromStep: 3, updateMask: [], spec: undefined },
    { chooseSeed: () => 99, chooseEngines: (given) => given },
  );
  expect(spec.background?.engine).toBe('studio');
});
