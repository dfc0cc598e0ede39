import { AdSpec, TextSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { Scene } from '@nanococoa/proto/common/v1/scene.ts';
import { InputRole, StepTask } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import { expect, test } from 'vitest';
import { testImage } from '../jobs/test-jobs.ts';
import { type Maker, stepKey } from './step-key.ts';

const MAKER: Maker = {
  engineDigest: 'engine-1',
  models: [
    { id: 'a', sha256: '1', family: '' },
    { id: 'b', sha256: '2', family: '' },
    { id: 'flux', sha256: '4', family: 'flux' },
    { id: 'canny', sha256: '5', family: 'flux' },
  ],
};
const TASK = StepTask.create({
  step: 2,
  spec: AdSpec.create({ seed: 7, text: TextSpec.create({ content: 'Coffee' }) }),
  inputs: [{ role: InputRole.PRODUCT, image: testImage('a') }],
});
const KEY = stepKey(TASK, MAKER);
const withInput = (role: InputRole, image = testImage('a')): StepTask => ({
  ...TASK,
  inputs: [{ role, image }],
});

test.each<[string, StepTask, Maker]>([
  ['an encoded and decoded task', StepTask.decode(StepTask.encode(TASK).finish()), MAKER],
  ['auto_unload', { ...TASK, spec: AdSpec.create({ ...TASK.spec, autoUnload: true }) }, MAKER],
  [
    'what else is known of an input',
    withInput(InputRole.PRODUCT, { ...testImage('a', 99), width: 1 }),
    MAKER,
  ],
  ['the order of the models', TASK, { ...MAKER, models: MAKER.models.toReversed() }],
])('%s does not change the key', (_what, task, maker) => {
  expect(stepKey(task, maker)).toBe(KEY);
});

const withModels = (...models: Maker['models']): Maker => ({
  ...MAKER,
  models: [...MAKER.models.slice(0, 2), ...models],
});

test('a model of engine diffusion counts for the steps that name it', () => {
  expect(stepKey(TASK, withModels())).toBe(KEY);
  const painted = (text: Partial<TextSpec>): StepTask => ({
    ...TASK,
    spec: AdSpec.create({ ...TASK.spec, text: TextSpec.create({ content: 'Coffee', ...text }) }),
  });
  const task = painted({ engine: 'diffusion', model: 'flux', controlModel: 'canny' });
  const key = stepKey(task, MAKER);
  const [flux, canny] = MAKER.models.slice(2);
  expect(key).not.toBe(KEY);
  expect(stepKey(task, withModels(canny, flux, { id: 'other', sha256: '6', family: 'sdxl' }))).toBe(key);
  const others = [
    stepKey(task, withModels(flux)),
    stepKey(task, withModels(flux, { ...canny, sha256: '7' })),
    stepKey(task, withModels({ ...flux, sha256: '7' }, canny)),
    stepKey(painted({ engine: 'diffusion', model: 'flux' }), MAKER),
    stepKey(painted({ engine: 'diffusion', model: 'flux', controlModel: 'canny', steps: 4 }), MAKER),
  ];
  expect(new Set([key, ...others]).size).toBe(6);
});

test.each<[string, StepTask, Maker]>([
  ['the step', { ...TASK, step: 3 }, MAKER],
  ['a parameter', { ...TASK, spec: AdSpec.create({ ...TASK.spec, seed: 8 }) }, MAKER],
  ['the scene', { ...TASK, scene: Scene.create() }, MAKER],
  ['a background that was brought', { ...TASK, backgroundSupplied: true }, MAKER],
  ['being the last step', { ...TASK, final: true }, MAKER],
  ['an input', withInput(InputRole.PRODUCT, testImage('b')), MAKER],
  ["an input's role", withInput(InputRole.BACKGROUND), MAKER],
  ['a missing input', { ...TASK, inputs: [] }, MAKER],
  ['the engine', TASK, { ...MAKER, engineDigest: 'engine-2' }],
  ['a model', TASK, { ...MAKER, models: [MAKER.models[0], { id: 'b', sha256: '3', family: '' }] }],
  ['one model less', TASK, { ...MAKER, models: [MAKER.models[0]] }],
])('%s changes the key', (_what, task, maker) => {
  expect(stepKey(task, maker)).not.toBe(KEY);
});
