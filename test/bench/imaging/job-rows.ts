import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { SAMPLE_PHOTO } from '../../support/sample-photo.ts';
import { interleave } from '../harness/interleave.ts';
import { median } from '../harness/median.ts';
import { type Row, row } from '../harness/row.ts';
import { benchAd } from './bench-ad.ts';
import { stageRows } from './stage-rows.ts';
import { startSteps } from './start-steps.ts';
import type { StepsAnswer } from './step-process.ts';

const ROUNDS = 5;
const SIDE = 1024;
/** Of the machine that is aimed at. */
const CORES = 2;

/** A job of 1024²: the first ever, warm, with another copy; with one thread and with two; and its stages. */
export async function jobRows(directory: string): Promise<Row[]> {
  const two = await startSteps(CORES);
  const one = await startSteps(1);
  const cacheDir = await mkdtemp(join(directory, 'cache-'));
  const ad = { photo: SAMPLE_PHOTO, cacheDir };
  const measured: StepsAnswer[] = [];
  let number = 0;
  try {
    const first = await two.ask({ ...ad, spec: benchAd(SIDE) });
    const times = await interleave(ROUNDS, {
      two: async () => {
        const answer = await two.ask({ ...ad, spec: benchAd(SIDE) });
        measured.push(answer);
        return answer.ms;
      },
      one: async () => (await one.ask({ ...ad, spec: benchAd(SIDE) })).ms,
      copy: async () => {
        number += 1;
        return (await two.ask({ ...ad, spec: benchAd(SIDE, `오늘의 커피 ${number}`), from: 2 })).ms;
      },
    });
    const seconds = (ms: number) => ms / 1000;
    return [
      row({
        ...{ id: 'job of 1024², first ever, caches empty', unit: 's', target: '<= 7' },
        value: seconds(first.ms),
      }),
      row({ id: 'the same, warm', value: seconds(median(times.two)), unit: 's', target: '<= 3.5' }),
      row({
        id: 'changed copy (steps 2 and 3)',
        value: seconds(median(times.copy)),
        unit: 's',
        target: '<= 1.5',
      }),
      row({
        ...{ id: 'job of 1024², warm, two threads', value: median(times.two), unit: 'ms' },
        ...{ peer: 'one thread', peer_value: median(times.one) },
      }),
      ...silenceRows(`1024²`, measured),
      ...stageRows(measured),
    ];
  } finally {
    await one.stop();
    await two.stop();
  }
}

/** How long nobody hears of a step at most, and whether its picture is shown as it is becoming. */
export function silenceRows(size: string, measured: readonly StepsAnswer[]): Row[] {
  const steps = measured.flatMap((answer) => answer.steps);
  const longest = steps.reduce((a, b) => (b.silenceMs > a.silenceMs ? b : a));
  const previews = Math.min(
    ...measured.map((answer) => answer.steps.reduce((sum, step) => sum + step.previews, 0)),
  );
  return [
    row({
      id: `longest time without news in a job of ${size} ("${longest.silentIn}")`,
      ...{ value: longest.silenceMs, unit: 'ms', target: '<= 300' },
    }),
    row({ id: `previews of a job of ${size}`, value: previews, unit: 'pictures', target: '>= 3' }),
  ];
}
