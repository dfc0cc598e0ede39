import { setTimeout as delay } from 'node:timers/promises';
import { threadsCpuMs } from './threads-cpu.ts';

const SAMPLE_MS = 10;
/** A process that only waits still looks after its parent now and then: far less than this share of a core. */
const WORKING_SHARE = 0.15;
/** Watched for so long: what has not stopped by then has not stopped. */
const OBSERVED_MS = 700;

/** How long after now the last of these processes stops working, milliseconds. */
export async function stopsAfterMs(pids: readonly number[]): Promise<number> {
  const startMs = performance.now();
  let [lastMs, lastCpuMs] = [startMs, threadsCpuMs(pids)];
  let workedMs = 0;
  while (lastMs - startMs < OBSERVED_MS) {
    await delay(SAMPLE_MS);
    const [nowMs, cpuMs] = [performance.now(), threadsCpuMs(pids)];
    if (cpuMs - lastCpuMs > WORKING_SHARE * (nowMs - lastMs)) workedMs = nowMs - startMs;
    [lastMs, lastCpuMs] = [nowMs, cpuMs];
  }
  return workedMs;
}
