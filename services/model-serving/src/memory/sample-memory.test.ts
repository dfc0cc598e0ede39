import { expect, test } from 'vitest';
import { createMemorySampler, parseProcStatus, parsePs } from './sample-memory.ts';

const KIB = 1024;
const STATUS = `Name:\tRssAnon:\t9 kB
State:\tS (sleeping)
VmPeak:\t 1000000 kB
VmHWM:\t   90000 kB
VmRSS:\t   72000 kB
RssAnon:\t   40000 kB
RssFile:\t   30000 kB
RssShmem:\t    2000 kB
VmSwap:\t     500 kB
Threads:\t11
`;

test('private is anonymous, shared segments and swap; files are shared; the peak leaves them out', () => {
  expect(parseProcStatus(STATUS)).toEqual({
    privateBytes: 42_500 * KIB,
    peakBytes: 60_000 * KIB,
    sharedBytes: 30_000 * KIB,
  });
});

test('the peak is never below what there is now', () => {
  const files = STATUS.replace('RssFile:\t   30000', 'RssFile:\t   80000');
  expect(parseProcStatus(files)).toMatchObject({ privateBytes: 42_500 * KIB, peakBytes: 42_500 * KIB });
});

test('a zombie has no memory', () => {
  expect(parseProcStatus('Name:\tnode\nState:\tZ (zombie)\nThreads:\t1\n')).toBeUndefined();
});

test('lines of ps', () => {
  const own = (bytes: number) => ({ privateBytes: bytes, peakBytes: bytes, sharedBytes: 0 });
  expect(parsePs('  123  4567\n 9 0\n77 1\n')).toEqual(
    new Map([
      [123, own(4567 * KIB)],
      [77, own(KIB)],
    ]),
  );
});

test.each([process.platform, 'darwin' as const])(
  '%s: this process is measured, one that is not there is missing',
  async (platform) => {
    const sample = createMemorySampler(platform);
    const gone = 2 ** 22 + 1;
    await expect.poll(() => [...sample([process.pid, gone]).keys()]).toEqual([process.pid]);
    const measured = sample([process.pid]).get(process.pid);
    expect(measured?.privateBytes).toBeGreaterThan(10_000_000);
    expect(measured?.peakBytes).toBeGreaterThanOrEqual(measured?.privateBytes ?? Number.NaN);
  },
);
