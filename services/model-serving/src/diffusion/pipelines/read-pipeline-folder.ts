import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GraphRole } from '../graphs/pipeline-graphs.ts';
import type { LatentScale } from '../latents/vae.ts';
import {
  readSchedulerConfig,
  type SchedulerConfig,
  SchedulerFault,
} from '../schedulers/read-scheduler-config.ts';
import { findGraphs, type GraphPaths } from './find-graphs.ts';
import { PipelineFault } from './pipeline-fault.ts';

/** Which pipeline a model is for. "stable-diffusion" is versions 1 and 2. */
export type PipelineFamily = 'stable-diffusion' | 'sdxl' | 'flux';

/** A pipeline as its folder describes it. */
export interface PipelineDescription {
  family: PipelineFamily;
  dir: string;
  /** Path of each graph that it has. */
  graphs: GraphPaths;
  scheduler: SchedulerConfig;
  scale: LatentScale;
  /** Channels of a latent. */
  channels: number;
  /** Whether no negative prompt is zeros instead of an empty text. */
  emptyPromptIsZero: boolean;
  /** Width of the embedding by which the UNet is told the guidance; undefined: it is not (Luo et al. 2023). */
  guidanceEmbedding: number | undefined;
  /** FLUX: tokens that T5 gives. */
  textTokens: number;
  /** What is taken where a request names none. */
  defaults: { steps: number; guidance: number };
}

type Json = Record<string, unknown>;

const NEEDED: Readonly<Record<PipelineFamily, readonly GraphRole[]>> = {
  'stable-diffusion': ['text_encoder', 'unet', 'vae_decoder'],
  sdxl: ['text_encoder', 'text_encoder_2', 'unet', 'vae_decoder'],
  flux: ['text_encoder', 'text_encoder_2', 'transformer', 'vae_decoder'],
};

/** How latents are scaled where no configuration says so. */
const SCALES: Readonly<Record<PipelineFamily, LatentScale>> = {
  'stable-diffusion': { scaling: 0.18215, shift: 0 },
  sdxl: { scaling: 0.13025, shift: 0 },
  flux: { scaling: 0.3611, shift: 0.1159 },
};

/** Schedulers where no configuration says which: those that the families were published with. */
const SCHEDULERS: Readonly<Record<PipelineFamily, Json>> = {
  'stable-diffusion': {
    ...{ _class_name: 'PNDMScheduler', num_train_timesteps: 1000, skip_prk_steps: true, steps_offset: 1 },
    ...{ beta_start: 0.00085, beta_end: 0.012, beta_schedule: 'scaled_linear', set_alpha_to_one: false },
  },
  sdxl: {
    ...{ _class_name: 'EulerDiscreteScheduler', num_train_timesteps: 1000, steps_offset: 1 },
    ...{ beta_start: 0.00085, beta_end: 0.012, beta_schedule: 'scaled_linear', timestep_spacing: 'leading' },
  },
  flux: { _class_name: 'FlowMatchEulerDiscreteScheduler', num_train_timesteps: 1000, shift: 1 },
};

/** Tokens of T5: schnell was distilled with fewer. */
const FLUX_TOKENS = { schnell: 256, dev: 512 };

/**
 * Reads a pipeline in the layout of Hugging Face's ONNX folders: a folder for each graph, its tokenizers, its scheduler.
 *
 * @throws PipelineFault saying what is missing or not supported
 */
export async function readPipelineFolder(dir: string): Promise<PipelineDescription> {
  const graphs = await findGraphs(dir);
  const index = (await readJson(join(dir, 'model_index.json'))) ?? {};
  const family = familyOf(index, graphs);
  const missing = NEEDED[family].filter((role) => graphs[role] === undefined);
  if (missing.length > 0) throw new PipelineFault(`it lacks the graph of ${missing.join(', ')}`);
  await checkTokenizer(dir, 'tokenizer');
  if (family !== 'stable-diffusion') await checkTokenizer(dir, 'tokenizer_2');
  const [vae, model, tokenizer2, schedulerFile] = await Promise.all([
    readFirst(dir, ['vae_decoder/config.json', 'vae/config.json']),
    readFirst(dir, ['unet/config.json', 'transformer/config.json']),
    readJson(join(dir, 'tokenizer_2/tokenizer_config.json')),
    readJson(join(dir, 'scheduler/scheduler_config.json')),
  ]);
  const scheduler = schedulerOf(schedulerFile ?? SCHEDULERS[family]);
  if ((scheduler.kind === 'flow') !== (family === 'flux')) {
    throw new PipelineFault(`its scheduler is not one for ${family}`);
  }
  const isDistilled = family === 'flux' && model?.guidance_embeds !== true;
  const longest = isDistilled ? FLUX_TOKENS.schnell : FLUX_TOKENS.dev;
  return {
    family,
    dir,
    graphs,
    scheduler,
    scale: {
      scaling: numberIn(vae, 'scaling_factor') ?? SCALES[family].scaling,
      shift: numberIn(vae, 'shift_factor') ?? SCALES[family].shift,
    },
    channels: numberIn(vae, 'latent_channels') ?? (family === 'flux' ? 16 : 4),
    emptyPromptIsZero: index.force_zeros_for_empty_prompt !== false,
    guidanceEmbedding: family === 'flux' ? undefined : numberIn(model, 'time_cond_proj_dim'),
    textTokens: Math.min(longest, numberIn(tokenizer2, 'model_max_length') ?? longest),
    defaults: defaultsOf(scheduler, family, isDistilled),
  };
}

async function checkTokenizer(dir: string, folder: string): Promise<void> {
  const names = await readdir(join(dir, folder)).catch((): string[] => []);
  if (names.includes('tokenizer.json')) return;
  if (names.includes('vocab.json') && names.includes('merges.txt')) return;
  throw new PipelineFault(`it lacks ${folder}/tokenizer.json, or ${folder}/vocab.json and merges.txt`);
}

/** By its class's name, else by what it has. */
function familyOf(index: Json, graphs: GraphPaths): PipelineFamily {
  const className = String(index._class_name ?? '');
  if (/flux/i.test(className) || graphs.transformer !== undefined) return 'flux';
  return /XL/.test(className) || graphs.text_encoder_2 !== undefined ? 'sdxl' : 'stable-diffusion';
}

function schedulerOf(file: Json): SchedulerConfig {
  try {
    return readSchedulerConfig(file);
  } catch (error) {
    throw error instanceof SchedulerFault ? new PipelineFault(error.message) : error;
  }
}

/** Steps and guidance that the family's models are published with; distilled ones are told by their schedules. */
function defaultsOf(scheduler: SchedulerConfig, family: PipelineFamily, isDistilled: boolean) {
  if (scheduler.kind === 'flow')
    return isDistilled ? { steps: 4, guidance: 0 } : { steps: 28, guidance: 3.5 };
  const { name, schedule } = scheduler;
  if (name === 'lcm') return { steps: 4, guidance: 8 };
  const isTurbo = name === 'euler_ancestral' && schedule.timestepSpacing === 'trailing';
  if (isTurbo) return { steps: 4, guidance: 0 };
  return { steps: 30, guidance: family === 'sdxl' ? 5 : 7.5 };
}

async function readFirst(dir: string, paths: readonly string[]): Promise<Json | undefined> {
  for (const path of paths) {
    const json = await readJson(join(dir, path));
    if (json !== undefined) return json;
  }
  return undefined;
}

async function readJson(path: string): Promise<Json | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json === 'object' && json !== null) return json as Json;
  } catch {
    // Told below.
  }
  throw new PipelineFault(`${path.split('/').slice(-2).join('/')} is no JSON object`);
}

function numberIn(json: Json | undefined, name: string): number | undefined {
  const value = json?.[name];
  return typeof value === 'number' ? value : undefined;
}
