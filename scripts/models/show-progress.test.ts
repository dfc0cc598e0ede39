import { expect, test } from 'vitest';
import { showProgress } from './show-progress.ts';

function shown(isTTY: boolean) {
  let text = '';
  let nowMs = 0;
  const stream = { isTTY, write: (piece: string | Uint8Array) => Boolean((text += piece)) };
  const progress = showProgress('tiny', stream, () => nowMs);
  const at = (ms: number, doneBytes: number, totalBytes?: number) => {
    nowMs = ms;
    progress.update(doneBytes, totalBytes);
  };
  return { progress, at, text: () => text };
}

test('a terminal shows a bar that updates itself, ten times a second at most', () => {
  const { progress, at, text } = shown(true);
  at(0, 0, 100e6);
  at(50, 10e6, 100e6);
  at(100, 50e6, 100e6);
  progress.done('fetched');
  expect(text().split('\r\x1b[K')).toEqual([
    '',
    'tiny: [------------------------------] 0.0 of 100.0 MB (0%)',
    'tiny: [###############---------------] 50.0 of 100.0 MB (50%)',
    'tiny: fetched\n',
  ]);
});

test('elsewhere there is a line every five seconds, also where nobody knows how much there is', () => {
  const { progress, at, text } = shown(false);
  at(4999, 1e6, 2e6);
  at(5000, 1e6, 2e6);
  at(10_000, 3e6);
  progress.clear();
  expect(text()).toBe('tiny: 1.0 of 2.0 MB (50%)\ntiny: 3.0 MB\n');
});
