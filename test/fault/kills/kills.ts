import type { FaultOptions, FaultReport } from '../fault-report.ts';
import { killRows, PROMISES } from './kill-rows.ts';
import { runKills } from './run-kills.ts';

const WATCHERS = 50;
const CALLERS = 6;

/** SIGKILL to each part of the mesh in turn while jobs run and watchers listen. */
export async function run({ seed, count, log }: FaultOptions): Promise<FaultReport> {
  const report = await runKills({ seed, kills: count, watchers: WATCHERS, callers: CALLERS, log });
  const findings = Object.entries(PROMISES).flatMap(([key, title]) =>
    report[key as keyof typeof PROMISES].map((finding) => `${title}: ${finding}`),
  );
  return { rows: killRows(report), findings };
}
