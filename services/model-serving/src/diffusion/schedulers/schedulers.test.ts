import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createDdim } from './ddim.ts';
import { createDpmSolver2m } from './dpm-solver-2m.ts';
import { createEuler } from './euler.ts';
import { createEulerAncestral } from './euler-ancestral.ts';
import { createFlowMatchEuler } from './flow-match-euler.ts';
import { createLcm } from './lcm.ts';
import { createPndm } from './pndm.ts';
import type { DiffusionSchedule, Scheduler } from './scheduler.ts';

interface StoredArray {
  s: number[];
  f32: string;
}

interface Case {
  id: string;
  scheduler: string;
  config: Record<string, never>;
  steps: number;
  timesteps: number[];
  init_noise_sigma?: number;
  samples: StoredArray;
  noise?: StoredArray;
  input_sigmas?: number[] | null;
  image_seq_len?: number | null;
}

const read = (name: string): { latent: StoredArray; cases: Case[] } =>
  JSON.parse(
    readFileSync(
      new URL(`../../../../../test/fixtures/diffusion/reference/${name}.json`, import.meta.url),
      'utf8',
    ),
  );
const DIFFUSION = read('schedulers');
const FLOW = read('flowmatch');

/** The arrays of a stack, one for each entry of its first axis. */
function rowsOf({ s, f32 }: StoredArray): Float32Array[] {
  const bytes = Buffer.from(f32, 'base64');
  const all = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  const length = all.length / s[0];
  return Array.from({ length: s[0] }, (_, row) => all.subarray(row * length, (row + 1) * length));
}

const START = Float32Array.from(rowsOf({ ...DIFFUSION.latent, s: [1] })[0]);

const MAKERS: Record<string, (schedule: DiffusionSchedule, steps: number) => Scheduler> = {
  ddim: createDdim,
  pndm: createPndm,
  euler: createEuler,
  euler_karras: createEuler,
  euler_a: createEulerAncestral,
  dpmpp_2m: createDpmSolver2m,
  dpmpp_2m_karras: createDpmSolver2m,
  lcm: (schedule, steps) =>
    createLcm({ ...schedule, originalInferenceSteps: 50, timestepScaling: 10 }, steps),
};

/** The reference's stand-in for a model: 0.1·input + 0.01·t/1000. */
function answer(input: Float32Array, timestep: number): Float32Array {
  return input.map((value) => 0.1 * value + (0.01 * timestep) / 1000);
}

function check(scheduler: Scheduler, { timesteps, samples, noise }: Case): void {
  expect(scheduler.timesteps).toHaveLength(timesteps.length);
  scheduler.timesteps.forEach((timestep, index) => {
    expect(Math.abs(timestep - timesteps[index])).toBeLessThan(1e-3);
  });
  const draws = noise === undefined ? [] : rowsOf(noise);
  let sample: Float32Array = START.map((value) => value * scheduler.initNoiseSigma);
  rowsOf(samples).forEach((expected, index) => {
    const output = answer(scheduler.scaleModelInput(sample, index), scheduler.timesteps[index]);
    const drawn = scheduler.drawsNoise(index) ? draws.shift() : undefined;
    sample = scheduler.step(index, output, sample, drawn);
    const largest = Math.max(1, ...expected.map(Math.abs));
    const error = Math.max(...sample.map((value, i) => Math.abs(value - expected[i])));
    expect(error / largest).toBeLessThan(1e-4);
  });
  expect(draws).toHaveLength(0);
}

describe('against the reference', () => {
  test.each(DIFFUSION.cases.map((one) => [one.id, one] as const))('%s', (_, one) => {
    const { config } = one;
    const schedule: DiffusionSchedule = {
      trainTimesteps: config.num_train_timesteps,
      betaStart: config.beta_start,
      betaEnd: config.beta_end,
      betaSchedule: config.beta_schedule,
      predictionType: config.prediction_type,
      timestepSpacing: config.timestep_spacing ?? 'leading',
      stepsOffset: config.steps_offset,
      setAlphaToOne: config.set_alpha_to_one ?? true,
      useKarrasSigmas: config.use_karras_sigmas ?? false,
    };
    const scheduler = MAKERS[one.scheduler](schedule, one.steps);
    expect(scheduler.initNoiseSigma).toBeCloseTo(one.init_noise_sigma ?? 1, 3);
    check(scheduler, one);
  });

  test.each(FLOW.cases.map((one) => [one.id, one] as const))('flow matching, %s', (_, one) => {
    const { config } = one;
    const schedule = {
      trainTimesteps: config.num_train_timesteps,
      shift: config.shift,
      useDynamicShifting: config.use_dynamic_shifting,
      baseShift: config.base_shift ?? 0.5,
      maxShift: config.max_shift ?? 1.15,
      baseImageSequenceLength: config.base_image_seq_len ?? 256,
      maxImageSequenceLength: config.max_image_seq_len ?? 4096,
    };
    const evenSigmas = Array.isArray(one.input_sigmas);
    const run = { steps: one.steps, imageSequenceLength: one.image_seq_len ?? 256, evenSigmas };
    check(createFlowMatchEuler(schedule, run), one);
  });
});
