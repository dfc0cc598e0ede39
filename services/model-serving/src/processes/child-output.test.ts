import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { readChildOutput } from './child-output.ts';

async function linesOf(pieces: (string | Buffer)[]): Promise<string[]> {
  const lines: string[] = [];
  const stream = new PassThrough();
  readChildOutput(stream, (line) => lines.push(line));
  for (const piece of pieces) stream.write(piece);
  stream.end();
  await once(stream, 'end');
  return lines;
}

test('lines are put together from pieces, even inside a character', async () => {
  const korean = Buffer.from('커피\n');
  const lines = await linesOf(['one\ntw', 'o\n\n', korean.subarray(0, 2), korean.subarray(2), 'last']);
  expect(lines).toEqual(['one', 'two', '커피', 'last']);
});

test('a long line is cut and a flood ends', async () => {
  const lines = await linesOf(['x'.repeat(5000), '\n', 'line\n'.repeat(1000)]);
  expect(lines[0]).toHaveLength(2000);
  expect(lines).toHaveLength(201);
  expect(lines.at(-1)).toBe('more output is not logged');
});
