import { type BenchProcess, startBenchProcess } from '../harness/bench-process.ts';
import type { StepsAnswer, StepsTask } from './step-process.ts';

export type StepsProcess = BenchProcess<StepsTask, StepsAnswer>;

/** A process that does steps as a pixel worker does, with so many threads; its models have processes of their own. */
export async function startSteps(threads: number): Promise<StepsProcess> {
  return await startBenchProcess<StepsTask, StepsAnswer>(new URL('./step-process.ts', import.meta.url), {
    args: [String(threads)],
    greets: true,
  });
}
