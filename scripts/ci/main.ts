import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT_DIR } from '../setup/folders.mjs';
import { runScript } from '../setup/setup-error.mjs';
import { breakingCheck, CHECKS, type Check } from './checks.ts';
import { type Counts, countTests } from './count-tests.ts';
import { runShell } from './run-shell.ts';

interface Outcome {
  title: string;
  seconds: number;
  counts: Counts;
}

/** What CI runs once everything is set up: the checks, then the README's test command. */
runScript(async () => {
  const breaking = breakingCheck(ROOT_DIR);
  const outcomes: Outcome[] = [];
  for (const check of breaking ? [...CHECKS, breaking] : CHECKS) outcomes.push(await runCheck(check));
  outcomes.push(await runTests());

  console.log('\n== Summary');
  for (const { title, seconds, counts } of outcomes)
    console.log(`${seconds.toFixed(1).padStart(7)} s  ${text(counts)}  ${title}`);
  if (!breaking) console.log('No release tag (v*) yet, so there is no earlier contract to compare with.');
  const total = outcomes.reduce<Counts>((sum, { counts }) => add(sum, counts), {
    passed: 0,
    failed: 0,
    skipped: 0,
  });
  if (total.skipped > 0) console.log('A skipped test proves nothing and fails this run.');
  console.log(text(total));
  process.exitCode = total.failed > 0 || total.skipped > 0 ? 1 : 0;
});

async function runCheck({ title, command }: Check): Promise<Outcome> {
  console.log(`\n== ${title}`);
  const startMs = performance.now();
  const status = await runShell(command, ROOT_DIR);
  const passed = status === 0;
  return {
    title,
    seconds: secondsSince(startMs),
    counts: { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 },
  };
}

async function runTests(): Promise<Outcome> {
  console.log('\n== npm test');
  const dir = mkdtempSync(join(tmpdir(), 'ci-'));
  const file = join(dir, 'report.json');
  const startMs = performance.now();
  const reporters = `--reporter=default --reporter=json --outputFile.json=${file}`;
  const status = await runShell(`npm test -- ${reporters}`, ROOT_DIR);
  const counts = readCounts(file);
  rmSync(dir, { recursive: true });
  // Whatever makes vitest fail besides its tests (an unhandled rejection, no test at all) must not pass unseen.
  if (status !== 0 && counts.failed === 0) counts.failed = 1;
  return { title: 'npm test', seconds: secondsSince(startMs), counts };
}

function readCounts(file: string): Counts {
  try {
    return countTests(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

function add(a: Counts, b: Counts): Counts {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

function text({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

function secondsSince(startMs: number): number {
  return (performance.now() - startMs) / 1_000;
}
