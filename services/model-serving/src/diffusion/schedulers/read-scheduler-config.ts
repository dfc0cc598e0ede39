import type { SchedulerName } from '@nanococoa/common/parameters/schedulers.ts';
import type { FlowSchedule } from './flow-match-euler.ts';
import type { LcmSchedule } from './lcm.ts';
import type { DiffusionSchedule } from './scheduler.ts';
import { SCHEDULER_CLASSES } from './scheduler-classes.ts';

/** What a scheduler_config.json asks for. */
export type SchedulerConfig =
  | { kind: 'diffusion'; name: SchedulerName; schedule: LcmSchedule }
  | { kind: 'flow'; schedule: FlowSchedule };

/** The file does not describe a schedule that can be run. */
export class SchedulerFault extends Error {
  override readonly name = 'SchedulerFault';
}

type Json = Record<string, unknown>;

/** Where a class's default is another one than most have. */
const SPACING_OF: Readonly<Partial<Record<SchedulerName, DiffusionSchedule['timestepSpacing']>>> = {
  euler: 'linspace',
  euler_ancestral: 'linspace',
  dpmpp_2m: 'linspace',
};

/** Options that would change the schedule, and are not known here. */
const REFUSED = [
  'rescale_betas_zero_snr',
  'use_beta_sigmas',
  'use_exponential_sigmas',
  'use_flow_sigmas',
  'use_lu_lambdas',
  'invert_sigmas',
  'stochastic_sampling',
  'shift_terminal',
];

/**
 * Reads a scheduler_config.json with the defaults of diffusers' classes. Clipping of samples is left out whatever it
 * says: latents are not bounded, and folders that lack the option mean none.
 *
 * @throws SchedulerFault saying which option cannot be followed
 */
export function readSchedulerConfig(config: Json): SchedulerConfig {
  const className = String(config._class_name);
  const refused = REFUSED.find(
    (option) => config[option] !== undefined && config[option] !== null && config[option] !== false,
  );
  if (refused !== undefined) throw new SchedulerFault(`its scheduler's option ${refused} is not supported`);
  if (className === 'FlowMatchEulerDiscreteScheduler') return { kind: 'flow', schedule: readFlow(config) };
  const name = SCHEDULER_CLASSES[className];
  if (name === undefined) throw new SchedulerFault(`its scheduler ${className} is not supported`);
  const isKarras = config.use_karras_sigmas === true;
  const isMultistep = name === 'dpmpp_2m';
  if (isMultistep) {
    expectOption(config, 'algorithm_type', 'dpmsolver++');
    expectOption(config, 'solver_order', 2);
    expectOption(config, 'solver_type', 'midpoint');
  }
  return {
    kind: 'diffusion',
    name: isKarras && (name === 'euler' || isMultistep) ? `${name}_karras` : name,
    schedule: {
      trainTimesteps: numberIn(config, 'num_train_timesteps', 1000),
      betaStart: numberIn(config, 'beta_start', name === 'lcm' ? 0.00085 : 0.0001),
      betaEnd: numberIn(config, 'beta_end', name === 'lcm' ? 0.012 : 0.02),
      betaSchedule: choiceIn(
        config,
        'beta_schedule',
        ['linear', 'scaled_linear'],
        name === 'lcm' ? 'scaled_linear' : 'linear',
      ),
      predictionType: choiceIn(config, 'prediction_type', ['epsilon', 'v_prediction'], 'epsilon'),
      timestepSpacing: choiceIn(
        config,
        'timestep_spacing',
        ['leading', 'linspace', 'trailing'],
        SPACING_OF[name] ?? 'leading',
      ),
      stepsOffset: numberIn(config, 'steps_offset', 0),
      setAlphaToOne:
        config.set_alpha_to_one === undefined ? name !== 'pndm' : config.set_alpha_to_one === true,
      useKarrasSigmas: isKarras,
      originalInferenceSteps: numberIn(config, 'original_inference_steps', 50),
      timestepScaling: numberIn(config, 'timestep_scaling', 10),
    },
  };
}

function readFlow(config: Json): FlowSchedule {
  expectOption(config, 'time_shift_type', 'exponential');
  return {
    trainTimesteps: numberIn(config, 'num_train_timesteps', 1000),
    shift: numberIn(config, 'shift', 1),
    useDynamicShifting: config.use_dynamic_shifting === true,
    baseShift: numberIn(config, 'base_shift', 0.5),
    maxShift: numberIn(config, 'max_shift', 1.15),
    baseImageSequenceLength: numberIn(config, 'base_image_seq_len', 256),
    maxImageSequenceLength: numberIn(config, 'max_image_seq_len', 4096),
  };
}

function expectOption(config: Json, option: string, wanted: unknown): void {
  const value = config[option];
  if (value !== undefined && value !== null && value !== wanted) {
    throw new SchedulerFault(
      `its scheduler's option ${option} is ${String(value)}; only ${String(wanted)} is supported`,
    );
  }
}

function numberIn(config: Json, option: string, otherwise: number): number {
  const value = config[option] ?? otherwise;
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    throw new SchedulerFault(`its scheduler's option ${option} is no number`);
  }
  return value;
}

function choiceIn<Choice extends string>(
  config: Json,
  option: string,
  choices: readonly Choice[],
  otherwise: Choice,
): Choice {
  const value = config[option] ?? otherwise;
  const choice = choices.find((one) => one === value);
  if (choice === undefined)
    throw new SchedulerFault(
      `its scheduler's option ${option} is ${String(value)}; only ${choices.join(', ')} are supported`,
    );
  return choice;
}
