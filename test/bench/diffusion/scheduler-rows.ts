import { SCHEDULER_NAMES, type SchedulerName } from '@nanococoa/common/parameters/schedulers.ts';
import { createNoise } from '../../../services/model-serving/src/diffusion/latents/noise.ts';
import { createScheduler } from '../../../services/model-serving/src/diffusion/schedulers/create-scheduler.ts';
import { readSchedulerConfig } from '../../../services/model-serving/src/diffusion/schedulers/read-scheduler-config.ts';
import { median } from '../harness/median.ts';
import { type Row, row } from '../harness/row.ts';

const STEPS = 20;
const SIDE = 1024 / 8;
const TOKENS = (SIDE / 2) ** 2;

const DIFFUSION = readSchedulerConfig({
  ...{ _class_name: 'DDIMScheduler', beta_start: 0.00085, beta_end: 0.012, beta_schedule: 'scaled_linear' },
});
const FLOW = readSchedulerConfig({
  ...{ _class_name: 'FlowMatchEulerDiscreteScheduler', use_dynamic_shifting: true },
});

/** What each scheduler takes for a step of a picture of 1024 × 1024: scaling the input, estimating, stepping. */
export function schedulerRows(): Row[] {
  const rows = SCHEDULER_NAMES.map((name) => measured(name, 4));
  return [...rows, measured(undefined, 16)];
}

/** @param name undefined: FLUX's. */
function measured(name: SchedulerName | undefined, channels: number): Row {
  const noise = createNoise(1);
  const length = channels * SIDE * SIDE;
  const [start, output, fresh] = [noise.draw(length), noise.draw(length), noise.draw(length)];
  const times: number[] = [];
  for (let round = 0; round < 3; round++) {
    const run = { steps: STEPS, name, imageSequenceLength: TOKENS };
    const scheduler = createScheduler(name === undefined ? FLOW : DIFFUSION, run);
    let sample = start;
    scheduler.timesteps.forEach((_timestep, index) => {
      const began = performance.now();
      scheduler.scaleModelInput(sample, index);
      scheduler.estimateClean(index, output, sample);
      sample = scheduler.step(index, output, sample, scheduler.drawsNoise(index) ? fresh : undefined);
      if (round > 0) times.push(performance.now() - began);
    });
  }
  return row({ id: `step of ${name ?? 'flow_match_euler'}, 1024²`, value: median(times), unit: 'ms' });
}
