import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { NotOnnx, readOnnx } from '../../registry/read-onnx.ts';
import type { GraphRole } from '../graphs/pipeline-graphs.ts';
import { PipelineFault } from './pipeline-fault.ts';

/** Path of each graph that a folder has. */
export type GraphPaths = Readonly<Partial<Record<GraphRole, string>>>;

/** Folders of each role's graph, the usual one first; the others are those of FLUX's own publisher. */
const FOLDERS: Readonly<Record<Exclude<GraphRole, DenoisingRole>, readonly string[]>> = {
  text_encoder: ['text_encoder', 'clip.opt', 'clip'],
  text_encoder_2: ['text_encoder_2', 't5.opt', 't5'],
  vae_encoder: ['vae_encoder'],
  vae_decoder: ['vae_decoder', 'vae.opt'],
};

/** Folders of graphs that are told apart by what they take: in some, controlnet/ holds a UNet. */
const DENOISING_FOLDERS = [
  ...['unet', 'unet_controlnet', 'controlnet', 'transformer'],
  ...['transformer.opt', 'transformer.opt/fp16', 'transformer.opt/bf16', '.'],
];

type DenoisingRole = 'unet' | 'unet_control' | 'transformer' | 'controlnet';

/** What UNets take; whatever else one takes is added by a ControlNet. */
const UNET_INPUTS = [
  ...['sample', 'timestep', 'encoder_hidden_states', 'text_embeds', 'time_ids', 'timestep_cond'],
];

/**
 * Finds a pipeline's or a ControlNet's graphs.
 *
 * @throws PipelineFault when one of them is no ONNX model; errors of the file system
 */
export async function findGraphs(dir: string): Promise<GraphPaths> {
  const found: Partial<Record<GraphRole, string>> = {};
  for (const [role, folders] of Object.entries(FOLDERS) as [GraphRole, readonly string[]][]) {
    for (const folder of folders) found[role] ??= await graphIn(dir, folder);
  }
  for (const folder of DENOISING_FOLDERS) {
    const path = await graphIn(dir, folder);
    const role = path && denoisingRole(inputsOf(path, folder));
    if (role) found[role] ??= path;
  }
  return Object.fromEntries(Object.entries(found).filter(([, path]) => path !== undefined));
}

/** What a graph is for by the names of what it takes; undefined: it does not denoise. */
export function denoisingRole(inputs: readonly string[]): DenoisingRole | undefined {
  if (inputs.some((name) => /^(controlnet_)?cond(itioning)?(_image)?$/.test(name))) return 'controlnet';
  if (inputs.some((name) => /^(img|image)_ids$/.test(name))) return 'transformer';
  if (!inputs.includes('sample')) return undefined;
  return inputs.every((name) => UNET_INPUTS.includes(name)) ? 'unet' : 'unet_control';
}

async function graphIn(dir: string, folder: string): Promise<string | undefined> {
  const names = await readdir(join(dir, folder)).catch((): string[] => []);
  const graphs = names.filter((name) => name.endsWith('.onnx')).sort();
  const name = graphs.find((one) => one === 'model.onnx') ?? graphs[0];
  return name === undefined ? undefined : join(dir, folder, name);
}

function inputsOf(path: string, folder: string): string[] {
  try {
    return readOnnx(path).inputs;
  } catch (error) {
    throw error instanceof NotOnnx ? new PipelineFault(`its graph in ${folder}: ${error.message}`) : error;
  }
}
