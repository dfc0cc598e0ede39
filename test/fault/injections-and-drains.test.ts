import { expect, test } from 'vitest';
import { run as runDrains } from './drains/drains.ts';
import type { FaultReport } from './fault-report.ts';
import { run as runInjections } from './injections/injections.ts';

const OPTIONS = { seed: 4, count: 1, log: () => {} };

/** Every promise of the table; the findings say what is behind one that is broken. */
function expectKept({ rows, findings }: FaultReport): void {
  const broken = rows.filter(({ met }) => met === false).map(({ id, value }) => `${id}: ${value}`);
  expect({ broken, findings }).toEqual({ broken: [], findings: [] });
}

test('a full disk, a read-only folder and torn files: a clear error, no torn state, works again after', async () => {
  expectKept(await runInjections(OPTIONS));
}, 240_000);

test('SIGTERM to Frontend, Backend and ModelServing with fifty calls under way: none fails', async () => {
  expectKept(await runDrains(OPTIONS));
}, 240_000);
