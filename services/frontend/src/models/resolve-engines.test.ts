import { AdSpec, type DeepPartial } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { Model, Worker } from '@nanococoa/proto/common/v1/catalog.ts';
import { expect, test } from 'vitest';
import { resolveEngines } from './resolve-engines.ts';

const PAINTS = ['text_to_image', 'image_to_image', 'inpainting'];
const model = (id: string, family: string, tasks: string[]) => Model.fromPartial({ id, family, tasks });
const SD = model('sd15', 'stable-diffusion', PAINTS);
const SDXL = model('sdxl', 'sdxl', PAINTS);
const FLUX = model('flux', 'flux', ['text_to_image']);
const CANNY_SD = model('canny-sd', 'stable-diffusion', ['control']);
const CANNY_XL = model('canny-xl', 'sdxl', ['control']);
const CUTOUT = model('u2netp', '', ['cutout']);
const worker = (...models: Model[]) =>
  Worker.fromPartial({
    id: models.map(({ id }) => id).join('+'),
    engines: models.some(({ tasks }) => tasks.includes('text_to_image'))
      ? ['studio', 'diffusion']
      : ['studio'],
    models: [CUTOUT, ...models],
  });

const COPY = { text: { content: '특가' } };
function resolve(spec: DeepPartial<AdSpec>, workers: Worker[], fromStep = 1) {
  return resolveEngines(AdSpec.fromPartial(spec), { workers, root: 'spec', fromStep });
}
/** Engines and models of the three steps. */
function chosen({ background, text, composition }: AdSpec) {
  return [
    [background?.engine, background?.model],
    [text?.engine, text?.model, text?.controlModel],
    [composition?.engine, composition?.model],
  ];
}

test.each<[string, Worker[], (string | undefined)[][]]>([
  ['before any worker came', [], [['studio'], ['studio'], ['studio']]],
  ['where nothing is installed', [worker()], [['studio'], ['studio'], ['studio']]],
  [
    'the best family first, each step by what it needs',
    [worker(SD, SDXL, FLUX, CANNY_SD, CANNY_XL)],
    [
      ['diffusion', 'flux'],
      ['diffusion', 'sdxl', 'canny-xl'],
      ['diffusion', 'sdxl'],
    ],
  ],
  ['no control model', [worker(SD)], [['diffusion', 'sd15'], ['studio'], ['diffusion', 'sd15']]],
  [
    'a control model of another family',
    [worker(FLUX, CANNY_XL)],
    [['diffusion', 'flux'], ['studio'], ['studio']],
  ],
  [
    'a control model in another worker than its family',
    [worker(SDXL), worker(SD, CANNY_XL)],
    [['diffusion', 'sdxl'], ['studio'], ['diffusion', 'sdxl']],
  ],
  [
    'several of a family: by id',
    [worker(model('z', 'sdxl', PAINTS)), worker(model('a', 'sdxl', PAINTS))],
    [['diffusion', 'a'], ['studio'], ['diffusion', 'a']],
  ],
])('auto: %s', (_what, workers, expected) => {
  const { spec, unknown, unfit, missing } = resolve(COPY, workers);
  expect(chosen(spec)).toEqual(expected.map((row) => expect.arrayContaining(row)));
  expect(chosen(spec).map(([engine]) => engine)).toEqual(expected.map(([engine]) => engine));
  expect([...unknown, ...unfit, ...missing]).toEqual([]);
});

test('only steps that run are decided', () => {
  const workers = [worker(SDXL, CANNY_XL)];
  expect(chosen(resolve({ background: { prompt: 'oak' } }, workers).spec)).toEqual([
    ['diffusion', 'sdxl'],
    [undefined, undefined, undefined],
    [undefined, undefined],
  ]);
  const rerun = resolve({ ...COPY, background: { engine: 'diffusion', model: 'gone' } }, workers, 2);
  expect(rerun.unknown).toEqual([]);
  expect(chosen(rerun.spec)[0]).toEqual(['diffusion', 'gone']);
  expect(chosen(rerun.spec)[1]).toEqual(['diffusion', 'sdxl', 'canny-xl']);
  const stopped = resolve({ ...COPY, stopStep: 2, composition: { engine: 'diffusion' } }, [worker()]);
  expect(stopped.missing).toEqual([]);
});

test('a model that is named is taken, also with auto, and its companion goes with it', () => {
  const workers = [worker(SD, SDXL, FLUX, CANNY_SD, CANNY_XL)];
  const { spec } = resolve(
    {
      background: { model: 'sd15' },
      text: { content: '특가', controlModel: 'canny-sd' },
      composition: { engine: 'studio' },
    },
    workers,
  );
  expect(chosen(spec)).toEqual([
    ['diffusion', 'sd15'],
    ['diffusion', 'sd15', 'canny-sd'],
    ['studio', undefined],
  ]);
});

test('an engine by name that nothing can run is refused with the command that installs it', () => {
  const { spec, missing, commands } = resolve(
    {
      background: { engine: 'diffusion' },
      text: { content: '특가', engine: 'diffusion' },
      composition: { engine: 'diffusion' },
    },
    [worker(FLUX)],
  );
  expect(chosen(spec)[0]).toEqual(['diffusion', 'flux']);
  expect(missing).toEqual([
    {
      field: 'spec.text.engine',
      description:
        'is "diffusion"; no worker has a model that makes pictures from text (text_to_image) and one that keeps them to edges (control); install it: npm run models -- add sdxl-base && npm run models -- add controlnet-canny-sdxl',
    },
    {
      field: 'spec.composition.engine',
      description:
        'is "diffusion"; no worker has a model that paints parts of a picture anew (inpainting); install it: npm run models -- add sdxl-base',
    },
  ]);
  expect(commands).toHaveLength(2);
  const lonely = resolve({ text: { content: '특가', model: 'flux' } }, [worker(FLUX)]);
  expect(lonely.missing[0].description).toContain('to go with flux; install it: npm run models -- add');
});

test('a scheduler is followed by a model that can, and refused for one that cannot', () => {
  const spec = { background: { scheduler: 'ddim' } };
  expect(chosen(resolve(spec, [worker(FLUX, SDXL)]).spec)[0]).toEqual(['diffusion', 'sdxl']);
  expect(resolve(spec, [worker(FLUX, SDXL)]).unfit).toEqual([]);
  const fault = {
    field: 'spec.background.scheduler',
    description:
      'is "ddim"; flux, of family flux, has a single one: leave this out, or use a model of another family',
  };
  expect(resolve(spec, [worker(FLUX)]).unfit).toEqual([fault]);
  const named = { background: { scheduler: 'ddim', model: 'flux' } };
  expect(resolve(named, [worker(FLUX, SDXL)]).unfit).toEqual([fault]);
  expect(chosen(resolve(spec, [worker()]).spec)[0]).toEqual(['studio', undefined]);
});

test('models that are not there, or cannot do it, are named by their field', () => {
  const workers = [worker(SDXL, FLUX, CANNY_XL, CANNY_SD)];
  const { unknown, unfit, missing } = resolve(
    {
      background: { model: 'dreams' },
      text: { content: '특가', model: 'sdxl', controlModel: 'canny-sd' },
      composition: { engine: 'diffusion', model: 'flux' },
    },
    workers,
  );
  expect(unknown).toEqual([
    {
      field: 'spec.background.model',
      description: 'is "dreams", which no worker has; installed: flux, sdxl',
    },
  ]);
  expect(unfit).toEqual([
    {
      field: 'spec.text.control_model',
      description:
        'is "canny-sd", of family stable-diffusion; text.model is of family sdxl, and both must be of one',
    },
    {
      field: 'spec.composition.model',
      description: 'is "flux", a model for text_to_image; must be one for inpainting; installed: sdxl',
    },
  ]);
  expect(missing).toEqual([]);
  expect(resolve({ background: { model: 'u2netp' } }, [worker()]).unfit[0].description).toBe(
    'is "u2netp", a model for cutout; must be one for text_to_image; install one: npm run models -- add sdxl-base',
  );
});

test('an id of a wrong form is left to the validation, and the given spec stays as it is', () => {
  const given = AdSpec.fromPartial({ ...COPY, background: { model: '../x' } });
  const { spec, unknown } = resolveEngines(given, { workers: [worker(SDXL)], root: 'spec' });
  expect(unknown).toEqual([]);
  expect(spec.background?.model).toBe('../x');
  expect(given.text?.engine).toBeUndefined();
});
