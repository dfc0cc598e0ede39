import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BenchProcess, startBenchProcess } from '../harness/bench-process.ts';
import { interleave } from '../harness/interleave.ts';
import { median } from '../harness/median.ts';
import { percentile } from '../harness/percentile.ts';
import { type Row, row } from '../harness/row.ts';
import type { BareAnswer, BareTask } from './bare-session.ts';
import { eventLoopRow } from './event-loop-row.ts';
import type { PoolAnswer, PoolTask } from './pool-process.ts';

const ROUNDS = { inference: 15, load: 7, cycles: 50, cancels: 100 };

type Pool = BenchProcess<PoolTask, PoolAnswer>;

/** The model pool as the service has it: what it costs over a bare session, and what it keeps of its promises. */
export async function run(): Promise<Row[]> {
  const directory = await mkdtemp(join(tmpdir(), 'nanococoa-models-'));
  const start = (file: string) => startBenchProcess<never, never>(new URL(file, import.meta.url));
  const pool = (await startBenchProcess<PoolTask, PoolAnswer>(new URL('./pool-process.ts', import.meta.url), {
    args: [directory],
    greets: true,
  })) satisfies Pool;
  const bare = (await start('./bare-session.ts')) as BenchProcess<BareTask, BareAnswer>;
  const ms = async (task: PoolTask) => (await pool.ask(task)).value;
  let measured: Measured;
  try {
    const inference = await interleave(ROUNDS.inference, {
      pool: () => ms({ kind: 'infer' }),
      bare: async () => (await bare.ask({})).value,
    });
    const load = await interleave(ROUNDS.load, {
      spare: () => ms({ kind: 'load', spare: true }),
      cold: () => ms({ kind: 'load', spare: false }),
    });
    const memory: number[] = [];
    for (let cycle = 0; cycle < ROUNDS.cycles; cycle++) memory.push(await ms({ kind: 'cycle' }));
    const cancels: number[] = [];
    for (let n = 0; cancels.length < ROUNDS.cancels; n++) {
      const stoppedMs = await ms({ kind: 'cancel', after: Math.random(), load: n % 4 === 0 });
      if (stoppedMs > 0) cancels.push(stoppedMs);
    }
    measured = { inference, load, memory, cancels };
  } finally {
    await bare.stop();
    await pool.stop();
  }
  try {
    return [...rows(measured), await eventLoopRow(directory)];
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

interface Measured {
  inference: Record<'pool' | 'bare', number[]>;
  load: Record<'spare' | 'cold', number[]>;
  memory: number[];
  cancels: number[];
}

function rows({ inference, load, memory, cancels }: Measured): Row[] {
  const bare = { peer: 'bare onnxruntime session', peer_value: median(inference.bare) };
  const megabytes = (bytes: number) => bytes / 1e6;
  return [
    row({
      ...{ id: 'cut-out, tensor → mask', value: median(inference.pool), unit: 'ms', target: '<= 1.3' },
      ...bare,
    }),
    row({ id: 'load to first mask, with a spare process', value: median(load.spare), unit: 'ms' }),
    row({ id: 'load to first mask, cold', value: median(load.cold), unit: 'ms' }),
    row({
      id: `memory of all processes after ${memory.length} loads and unloads`,
      ...{ value: megabytes(memory.at(-1) ?? 0), unit: 'MB', target: '<= 1.02' },
      ...{ peer: 'after the first', peer_value: megabytes(memory[0]) },
    }),
    row({
      id: `cancel of ${cancels.length}, stopped after, p50`,
      value: percentile(cancels, 0.5),
      unit: 'ms',
    }),
    row({ id: 'the same, p99', value: percentile(cancels, 0.99), unit: 'ms', target: '<= 250 ms' }),
  ];
}
