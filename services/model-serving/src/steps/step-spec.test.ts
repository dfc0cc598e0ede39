import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fillDefaults } from '@nanococoa/common/parameters/fill-defaults.ts';
import { PARAMETERS } from '@nanococoa/common/parameters/parameter-table.ts';
import { readSpecValue, writeSpecValue } from '@nanococoa/common/parameters/spec-value.ts';
import { READ_BY, type StepNumber, stepSpec } from '@nanococoa/common/parameters/step-spec.ts';
import { AdSpec, CompositionMode, TextAlignment, TextPosition } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { ParameterType } from '@nanococoa/proto/common/v1/catalog.ts';
import { InputRole, StepTask } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runStudioStep } from '../processes/run-studio-step.ts';
import type { StepInputs, StepOutcome } from '../processes/serve-steps.ts';
import { type Painter, paintingContext } from './diffusion/painting-context.fixture.ts';

// The step cache and reruns rest on this: a step's pictures depend on nothing of the spec but `stepSpec`.
const STEPS = [1, 2, 3] as const;
const id = 'a'.repeat(64);

let cacheDir = '';
let inputs: Record<StepNumber, StepInputs>;
let scene: StepOutcome['scene'];

beforeAll(async () => {
  cacheDir = await mkdtemp(join(tmpdir(), 'nanococoa-studio-'));
  const photo = await drawBottle();
  inputs = { 1: new Map([[InputRole.PRODUCT, photo]]), 2: new Map(), 3: new Map() };
  const first = await run(1, SPECS.behind);
  ({ scene } = first);
  const second = await run(2, SPECS.behind);
  const mask = first.artifacts.at(-1)?.picture.data ?? Buffer.alloc(0);
  inputs[3] = new Map([
    [InputRole.BACKGROUND, first.result.data],
    [InputRole.TEXT, second.result.data],
    [InputRole.PRODUCT_MASK, mask],
  ]);
});
afterAll(() => rm(cacheDir, { recursive: true, force: true }));

const SPECS = {
  behind: complete({
    text: {
      content: '특가',
      subline: '오늘만',
      price: '9원',
      oldPrice: '10원',
      badge: 'NEW',
      callToAction: '구매',
      typographyFontId: 'noto-sans-kr-bold',
      alignment: TextAlignment.LEFT,
      position: TextPosition.BOTTOM,
      prompt: 'neon',
      negativePrompt: 'gold',
    },
    composition: { mode: CompositionMode.BEHIND, strength: 0.7 },
    output: { mediaType: 'image/webp', quality: 55 },
  }),
  blend: complete({
    text: { content: 'A', price: '5', callToAction: 'B', position: TextPosition.AUTO },
    composition: { mode: CompositionMode.BLEND },
  }),
  painted: complete({
    background: { engine: 'diffusion', model: 'sd', steps: 4, guidance: 6, scheduler: 'euler' },
    text: {
      ...{ content: 'A', position: TextPosition.BOTTOM, prompt: 'gold', negativePrompt: 'mud' },
      ...{ price: '5', callToAction: 'B' },
      ...{ engine: 'diffusion', model: 'sd', controlModel: 'canny', steps: 5, guidance: 7, scheduler: 'lcm' },
    },
    composition: { engine: 'diffusion', model: 'sd', steps: 12, guidance: 3, scheduler: 'ddim' },
  }),
};

function complete(partial: object): AdSpec {
  const spec = fillDefaults(
    AdSpec.fromPartial({
      product: { imageId: id, cutoutImageId: id, scale: 0.4, elevationDeg: 20, x: 0.4, y: 0.8 },
      seed: 3,
      ...partial,
    }),
    { chooseSeed: () => 1 },
  );
  return AdSpec.fromPartial({ ...spec, output: { ...spec.output, width: 96, height: 80 } });
}

/** A bottle, cut out already. */
async function drawBottle(): Promise<Buffer> {
  const data = Buffer.alloc(60 * 90 * 4);
  for (let y = 5; y < 85; y++) for (let x = 20; x < 40; x++) data.set([y, 90, 40 + x, 255], (y * 60 + x) * 4);
  return sharp(data, { raw: { width: 60, height: 90, channels: 4 } })
    .png()
    .toBuffer();
}

async function run(step: StepNumber, spec: AdSpec, final = false): Promise<StepOutcome> {
  const task = { ...StepTask.fromPartial({ step, final }), spec, scene: step === 1 ? undefined : scene };
  return await runStudioStep(task, inputs[step], { ...paintingContext(inkOf).context, cacheDir });
}

/** What was asked for decides the picture. */
const inkOf: Painter = (x, y, { initial: _, control, ...job }) => [
  200 * x + (control ? 20 : 0),
  200 * y,
  JSON.stringify(job).length % 256,
];

const bytes = ({ result, artifacts }: StepOutcome) => [
  result.data.toString('base64'),
  ...artifacts.map(({ picture }) => picture.data.toString('base64')),
];

describe.each(STEPS)('step %i', (step) => {
  test.each(Object.keys(SPECS) as (keyof typeof SPECS)[])(
    'its part of the spec gives the same bytes as the whole: %s',
    async (name) => {
      for (const final of [false, true]) {
        const whole = await run(step, SPECS[name], final);
        const part = await run(step, stepSpec(SPECS[name], step, { final }), final);
        expect(bytes(part)).toEqual(bytes(whole));
        expect(part.scene).toEqual(whole.scene);
        expect(part.report).toEqual(whole.report);
      }
    },
  );

  test('it reads no parameter but its own', async () => {
    const read = new Set<string>();
    for (const spec of Object.values(SPECS)) await run(step, recordReads(spec, read), true);
    // Step 1 asks whether there is copy, and no more, see the test of the other parameters; that it asks for side and
    // mode on wide canvases only, the test of stepSpec shows.
    const asides = ['text.content', 'text.subline', 'text.price', 'text.call_to_action'];
    const skipped = step === 1 ? [...asides, 'text.alignment', 'composition.mode'] : [];
    const own = Object.keys(READ_BY).filter((name) => READ_BY[name].includes(step));
    const encoding = ['output.media_type', 'output.quality'];
    const expected = [...own, ...encoding].filter((name) => isInSpec(name) && !skipped.includes(name));
    expect([...read].filter((name) => !skipped.includes(name)).sort()).toEqual([...new Set(expected)].sort());
  });
});

test.each(PARAMETERS.map(({ name }) => name))(
  '%s changes the parts of the steps that read it, and no other',
  (name) => {
    for (const spec of Object.values(SPECS)) {
      const changed = AdSpec.fromPartial(spec);
      writeSpecValue(changed, name, otherValue(name, spec));
      const part = (given: AdSpec, step: StepNumber) =>
        AdSpec.toJSON({ ...stepSpec(given, step, { final: false }), autoUnload: undefined });
      for (const step of STEPS) {
        const isRead = READ_BY[name].includes(step) && isInSpec(name);
        if (isRead && isTold(name, step, spec)) expect(part(changed, step)).not.toEqual(part(spec, step));
        if (!isRead) expect(part(changed, step)).toEqual(part(spec, step));
      }
    }
  },
);

/** Images are inputs of the task: no step reads their ids. */
function isInSpec(name: string): boolean {
  return !name.endsWith('image_id');
}

/** What engine diffusion alone reads. */
const OF_DIFFUSION =
  /\.(engine|model|control_model|steps|guidance|scheduler|composition_.*)$|^composition\..*prompt$/;

/** Of another engine nothing of diffusion's is told; PNG has no quality, and on an upright canvas step 1 cares for the copy's height only. */
function isTold(name: string, step: StepNumber, { background, text, composition, output }: AdSpec): boolean {
  if (OF_DIFFUSION.test(name)) {
    const group = step === 1 ? background : step === 2 ? text : composition;
    return group?.engine === 'diffusion';
  }
  if (name === 'output.quality') return output?.mediaType !== 'image/png';
  if (step === 1 && (name === 'text.alignment' || name === 'composition.mode')) return false;
  return name !== 'text.position' || step !== 1 || text?.position === TextPosition.BOTTOM;
}

function otherValue(name: string, spec: AdSpec) {
  const { type, minimum = 0, maximum = 1, values } = PARAMETERS.find((one) => one.name === name) ?? {};
  const value = readSpecValue(spec, name);
  switch (type) {
    case ParameterType.NUMBER:
    case ParameterType.INTEGER:
      return value === minimum ? maximum : minimum;
    case ParameterType.BOOLEAN:
      return !value;
    case ParameterType.CHOICE:
      return (values ?? []).find((one) => one !== value && one !== 'TEXT_POSITION_BOTTOM');
    case ParameterType.IMAGE:
      return 'b'.repeat(64);
    default:
      return `${String(value)} and more`;
  }
}

/** The same spec, which writes down the paths of the parameters that are read of it. */
function recordReads<T extends object>(value: T, read: Set<string>, path = ''): T {
  return new Proxy(value, {
    get(target, key) {
      const field: unknown = Reflect.get(target, key);
      const name = path + String(key).replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      if (typeof field === 'object' && field !== null) return recordReads(field, read, `${name}.`);
      if (field !== undefined) read.add(name);
      return field;
    },
  });
}
