import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { printTable } from '../bench/harness/print-table.ts';
import type { Row } from '../bench/harness/row.ts';
import type { FaultOptions, FaultReport } from './fault-report.ts';

/** A fault by its name, in the order in which they run. */
const FAULTS: Record<string, () => Promise<{ run(options: FaultOptions): Promise<FaultReport> }>> = {
  kills: () => import('./kills/kills.ts'),
  cancels: () => import('./cancels/cancels.ts'),
  injections: () => import('./injections/injections.ts'),
  drains: () => import('./drains/drains.ts'),
  overload: () => import('./overload/overload.ts'),
};

const USAGE = `npm run fault [-- NAME …] [--kills N] [--seed S] [--json FILE]
NAME is one of: ${Object.keys(FAULTS).join(', ')}; all of them if left out.
--kills N  deaths, and cancels, 100 if left out
--seed S   repeats the choices of an earlier run
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    kills: { type: 'string', default: '100' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 32)) },
    json: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  },
});
const [count, seed] = [Number(values.kills), Number(values.seed)];
const names = positionals.length > 0 ? positionals : Object.keys(FAULTS);
const wrong = names.some((name) => !(name in FAULTS)) || !(count >= 1) || !Number.isInteger(seed);
if (values.help || wrong) {
  process.stdout.write(USAGE);
  process.exit(values.help ? 0 : 2);
}

process.stdout.write(`seed ${seed}\n`);
const log = (line: string) => process.stderr.write(`${line}\n`);
const reports: Record<string, FaultReport> = {};
for (const name of names) {
  const { run } = await FAULTS[name]();
  const report = await run({ seed, count, log });
  reports[name] = report;
  process.stdout.write(`\n${name}\n${printTable(report.rows)}\n`);
  for (const finding of report.findings) process.stdout.write(`${finding}\n`);
}
const rows: Row[] = Object.values(reports).flatMap((report) => report.rows);
if (values.json) writeFileSync(values.json, `${JSON.stringify({ seed, count, reports }, undefined, 2)}\n`);
const missed = rows.filter(({ met }) => met === false);
process.stdout.write(missed.length > 0 ? `\n${missed.length} promises broken\n` : '\nall promises kept\n');
process.exit(missed.length > 0 ? 1 : 0);
