import { SCHEDULER_NAMES } from '@nanococoa/common/parameters/schedulers.ts';
import { describe, expect, test } from 'vitest';
import { createScheduler } from './create-scheduler.ts';
import { readSchedulerConfig } from './read-scheduler-config.ts';

const SPACINGS = ['leading', 'linspace', 'trailing'];
const PREDICTIONS = ['epsilon', 'v_prediction'];

// A request may have any model go by any of them, in any number of steps, from any step on.
describe.each(SPACINGS)('over a schedule spaced %s', (timestepSpacing) => {
  test.each(SCHEDULER_NAMES)('%s comes to a picture', (name) => {
    for (const predictionType of PREDICTIONS) {
      const config = readSchedulerConfig({
        _class_name: 'DDIMScheduler',
        beta_start: 0.00085,
        beta_end: 0.012,
        beta_schedule: 'scaled_linear',
        timestep_spacing: timestepSpacing,
        prediction_type: predictionType,
      });
      for (const [steps, first] of [1, 2, 3, 4, 25, 50].flatMap((steps) => [
        [steps, 0],
        [steps, steps >> 1],
        [steps, steps - 1],
      ])) {
        const scheduler = createScheduler(config, { steps, name, imageSequenceLength: 64 });
        const noise = Float32Array.of(1.2, -0.7, 0.1, -2);
        let sample: Float32Array = noise.map((value) => value * scheduler.initNoiseSigma);
        if (first > 0) sample = scheduler.addNoise(Float32Array.of(0.5, -0.5, 0, 1), noise, first);
        for (let index = first; index < scheduler.timesteps.length; index++) {
          const output = scheduler.scaleModelInput(sample, index).map((value) => value * 0.5);
          const clean = scheduler.estimateClean(index, output, sample);
          sample = scheduler.step(index, output, sample, scheduler.drawsNoise(index) ? noise : undefined);
          const numbers = [...clean, ...sample];
          expect(numbers.every(Number.isFinite), `${predictionType}, ${index} of ${steps}`).toBe(true);
        }
        // A latent's values, however rough: noise that was not taken away would be far larger.
        expect(Math.max(...sample.map(Math.abs))).toBeLessThan(20);
      }
    }
  });
});
