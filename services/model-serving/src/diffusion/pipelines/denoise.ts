import type { NoiseSource } from '../latents/noise.ts';
import type { Scheduler } from '../schedulers/scheduler.ts';

export interface DenoiseOptions {
  scheduler: Scheduler;
  /** The first step that is run. */
  from: number;
  latents: Float32Array;
  noise: NoiseSource;
  /** What the model says of an input at a timestep, guidance applied. */
  predict(input: Float32Array, timestep: number, index: number): Promise<Float32Array>;
  /** What becomes of the latents after a step: inpainting puts back what is kept. */
  after?: ((latents: Float32Array, index: number) => Float32Array) | undefined;
  /** Hears of each step that is done. */
  onStep?: ((step: DenoisedStep) => void) | undefined;
  signal: AbortSignal;
}

export interface DenoisedStep {
  /** Steps done, and to be done in all. */
  done: number;
  total: number;
  latents: Float32Array;
  /** What the model takes for the picture's latents. */
  clean: Float32Array;
}

/** Runs a schedule from its first step to its last. Between two steps it stops when the signal aborts. */
export async function denoise(options: DenoiseOptions): Promise<Float32Array> {
  const { scheduler, from, noise, predict, after, onStep, signal } = options;
  const { timesteps } = scheduler;
  let { latents } = options;
  for (let index = from; index < timesteps.length; index++) {
    signal.throwIfAborted();
    const output = await predict(scheduler.scaleModelInput(latents, index), timesteps[index], index);
    const drawn = scheduler.drawsNoise(index) ? noise.draw(latents.length) : undefined;
    const clean = scheduler.estimateClean(index, output, latents);
    latents = scheduler.step(index, output, latents, drawn);
    if (after !== undefined) latents = after(latents, index);
    onStep?.({ done: index - from + 1, total: timesteps.length - from, latents, clean });
  }
  return latents;
}

/** Classifier-free guidance: Ho and Salimans 2022. @param outputs Rows [without, with] the prompt. */
export function guided(outputs: Float32Array, guidance: number): Float32Array {
  const length = outputs.length / 2;
  const result = new Float32Array(length);
  for (let i = 0; i < length; i++) {
    result[i] = outputs[i] + guidance * (outputs[length + i] - outputs[i]);
  }
  return result;
}
