import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { SAMPLE_PHOTO } from '../../support/sample-photo.ts';
import { median } from '../harness/median.ts';
import { type Row, row } from '../harness/row.ts';
import { benchAd } from './bench-ad.ts';
import { silenceRows } from './job-rows.ts';
import { startSteps } from './start-steps.ts';
import type { StepsAnswer } from './step-process.ts';

const SIDES = [512, 1024, 2048, 4096];
const [, , , LARGEST] = SIDES;
const ROUNDS = 2;
const WARM_UP_ROUNDS = 3;
const CORES = 2;

/** The same job in four sizes: time for each megapixel, memory of each step, news at the largest. */
export async function sizeRows(directory: string): Promise<Row[]> {
  const steps = await startSteps(CORES);
  const cacheDir = await mkdtemp(join(directory, 'cache-'));
  const answers = new Map<number, StepsAnswer[]>();
  try {
    const ask = (side: number) => steps.ask({ photo: SAMPLE_PHOTO, cacheDir, spec: benchAd(side) });
    // Code is the same for all sizes: small pictures warm it up.
    for (let round = 0; round < WARM_UP_ROUNDS; round++) await ask(SIDES[0]);
    for (let round = 0; round < ROUNDS; round++) {
      for (const side of SIDES) answers.set(side, [...(answers.get(side) ?? []), await ask(side)]);
    }
  } finally {
    await steps.stop();
  }
  const of = (side: number) => answers.get(side) ?? [];
  return [...growthRows(of), ...memoryRows(of(LARGEST)), ...silenceRows(`${LARGEST}²`, of(LARGEST))];
}

function growthRows(of: (side: number) => StepsAnswer[]): Row[] {
  const ms = (side: number) => median(of(side).map((answer) => answer.ms));
  const perMegapixel = (side: number) => ms(side) / (side ** 2 / 1e6);
  return SIDES.map((side, index) => {
    const smaller = SIDES[index - 1];
    return row({
      ...{ id: `job of ${side}², for each megapixel`, value: perMegapixel(side), unit: 'ms' },
      ...(smaller && {
        ...{ peer: `job of ${smaller}²`, peer_value: perMegapixel(smaller) },
        // Linear: no more for a pixel of a larger picture; 10 % for what no longer fits into the processor's cache.
        target: '<= 1.1',
      }),
    });
  });
}

function memoryRows(answers: readonly StepsAnswer[]): Row[] {
  return [0, 1, 2].map((step) =>
    row({
      id: `memory of step ${step + 1} at ${LARGEST}², its process' high-water mark`,
      value: Math.max(...answers.map(({ steps }) => steps[step].peakBytes)) / 1e6,
      ...{ unit: 'MB', target: '<= 1500' },
    }),
  );
}
