import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { claimPort } from './claim-port.ts';

const MODULE = new URL('./claim-port.ts', import.meta.url);

/** Claims a port in another process, which ends in the way that `end` says; gives what the claim answered. */
function claimElsewhere(port: number, end: string): boolean {
  const script = `
    import { writeSync } from 'node:fs';
    import { claimPort } from '${MODULE}';
    writeSync(1, String(claimPort(${port})));
    ${end}`;
  const run = () =>
    execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  try {
    return run() === 'true';
  } catch (error) {
    return (error as { stdout: string }).stdout === 'true';
  }
}

// Ports that nothing ever listens on: a claim is about those who ask.
test('a port is one process’s until that ends, also when it is killed', () => {
  expect(claimElsewhere(1, '')).toBe(true);
  expect(claimElsewhere(1, 'process.kill(process.pid, "SIGKILL");')).toBe(true);
  expect(claimPort(1)).toBe(true);
  expect(claimElsewhere(1, '')).toBe(false);
  expect(claimPort(1)).toBe(false);
});
