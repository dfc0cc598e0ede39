import { AppError, type FieldViolation } from '@nanococoa/common/errors/app-error.ts';
import { takesSchedulers } from '@nanococoa/common/parameters/schedulers.ts';
import type { PictureJob } from '../diffusion/picture-job.ts';
import type { RegisteredModel } from '../registry/model-registry.ts';

/** Pixels of a side, and what it must be a multiple of: FLUX has two latents in a token. */
const SIDE = { least: 64, most: 4096 };
const MULTIPLE = { flux: 16, others: 8 };

const RANGES = {
  steps: [1, 150],
  guidance: [0, 30],
  seed: [0, 2 ** 32 - 1],
  'initial.strength': [0, 1],
  'control.scale': [0, 2],
} as const;

/**
 * Checks that a model can make a picture before its process is asked to.
 *
 * @param control The ControlNet, where one is named.
 * @throws AppError MODEL_UNKNOWN when the models are not such; MODEL_INPUT_INVALID naming every field that is wrong
 */
export function checkPictureJob(
  model: RegisteredModel,
  control: RegisteredModel | undefined,
  job: PictureJob,
): void {
  expectTask(model, 'text_to_image', 'makes no pictures');
  if (control) expectTask(control, 'control', 'is no ControlNet');
  const fields = [
    ...sizeFaults(model, job),
    ...rangeFaults(job),
    ...pixelFaults(job),
    ...abilityFaults(model, control, job),
  ];
  if (fields.length > 0) throw new AppError('MODEL_INPUT_INVALID', { fields, metadata: { model: model.id } });
}

function expectTask(model: RegisteredModel, task: 'text_to_image' | 'control', words: string): void {
  if (model.tasks.includes(task)) return;
  const cause = model.fault === undefined ? '' : `: ${model.fault}`;
  throw new AppError('MODEL_UNKNOWN', {
    message: `The model ${model.id} ${words}${cause}.`,
    metadata: { model: model.id },
  });
}

function sizeFaults({ family }: RegisteredModel, job: PictureJob): FieldViolation[] {
  const multiple = family === 'flux' ? MULTIPLE.flux : MULTIPLE.others;
  return (['width', 'height'] as const)
    .filter((side) => job[side] % multiple !== 0 || job[side] < SIDE.least || job[side] > SIDE.most)
    .map((field) => ({
      field,
      description: `is ${job[field]}; it must be a multiple of ${multiple} from ${SIDE.least} to ${SIDE.most}`,
    }));
}

function rangeFaults({ steps, guidance, seed, initial, control }: PictureJob): FieldViolation[] {
  const values = {
    ...{ steps, guidance, seed },
    'initial.strength': initial?.strength,
    'control.scale': control?.scale,
  };
  return Object.entries(RANGES).flatMap(([field, [least, most]]) => {
    const value = values[field as keyof typeof RANGES];
    const isWhole = field === 'steps' || field === 'seed';
    if (value === undefined) return [];
    if (value >= least && value <= most && (!isWhole || Number.isInteger(value))) return [];
    return [{ field, description: `is ${value}; it must be from ${least} to ${most}` }];
  });
}

/** Planes that are shorter than the picture would be read beyond their end. */
function pixelFaults({ width, height, initial, control }: PictureJob): FieldViolation[] {
  const planes = [
    ...(initial ? [{ field: 'initial.pixels', data: initial.pixels, channels: 3 }] : []),
    ...(initial?.mask ? [{ field: 'initial.mask', data: initial.mask, channels: 1 }] : []),
    ...(control ? [{ field: 'control.pixels', data: control.pixels, channels: 3 }] : []),
  ];
  return planes
    .filter(({ data, channels }) => data.length !== width * height * channels)
    .map(({ field, data, channels }) => {
      return { field, description: `has ${data.length} bytes; the picture has ${width * height * channels}` };
    });
}

function abilityFaults(
  { id, family, tasks, pipeline }: RegisteredModel,
  control: RegisteredModel | undefined,
  job: PictureJob,
): FieldViolation[] {
  const fault = (field: string, description: string) => [{ field, description }];
  if (job.scheduler !== undefined && !takesSchedulers(family))
    return fault('scheduler', `is "${job.scheduler}"; ${id}, of family ${family}, has a single one`);
  if (job.initial && !tasks.includes('image_to_image'))
    return fault('initial', `${id} starts from no picture: its folder has no VAE encoder`);
  if ((job.control === undefined) !== (control === undefined))
    return fault('control', 'a picture to follow and a ControlNet belong together');
  if (!control) return [];
  if (control.family !== family)
    return fault('control', `${control.id} is for models of ${control.family}, ${id} is one of ${family}`);
  const hasUnet = [pipeline?.graphs, control.control?.graphs].some((graphs) => graphs?.unet_control);
  if (hasUnet) return [];
  return fault('control', `neither ${id} nor ${control.id} has a UNet that takes what a ControlNet adds`);
}
