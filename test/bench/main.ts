import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { printTable } from './harness/print-table.ts';
import type { Row } from './harness/row.ts';

/** A bench by its name: its file's `run` gives the rows. */
const BENCHES: Record<string, () => Promise<{ run(): Promise<Row[]> }>> = {
  browser: () => import('./browser/browser.ts'),
  diffusion: () => import('./diffusion/diffusion.ts'),
  imaging: () => import('./imaging/imaging.ts'),
  jobs: () => import('./jobs/jobs.ts'),
  models: () => import('./models/models.ts'),
  progress: () => import('./progress/progress.ts'),
  transfer: () => import('./transfer/transfer.ts'),
  watchers: () => import('./watchers/watchers.ts'),
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
});
const [name] = positionals;
const load = name === undefined ? undefined : BENCHES[name];
if (values.help || !load) {
  process.stdout.write(
    `npm run bench -- NAME [--json FILE]\nNAME is one of: ${Object.keys(BENCHES).join(', ')}\n`,
  );
  process.exit(values.help ? 0 : 2);
}
const rows = await (await load()).run();
process.stdout.write(`${printTable(rows)}\n`);
if (values.json) writeFileSync(values.json, `${JSON.stringify({ bench: name, rows }, undefined, 2)}\n`);
