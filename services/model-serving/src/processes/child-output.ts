import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

/** Longest line that is logged, characters; the rest of the line is dropped. */
const MAX_LINE_LENGTH = 2000;
/** Most lines of one stream of one child that are logged: a child that floods is not worth a full disk. */
const MAX_LINES = 200;

/**
 * Reads what a child prints, line by line and bounded, so that a full pipe never blocks the child and a
 * talkative one never fills memory or log.
 */
export function readChildOutput(stream: Readable, log: (line: string) => void): void {
  const decoder = new StringDecoder('utf8');
  let line = '';
  let lines = 0;

  const flush = () => {
    const text = line.trimEnd();
    line = '';
    if (text === '' || lines > MAX_LINES) return;
    lines += 1;
    log(lines > MAX_LINES ? 'more output is not logged' : text);
  };

  stream.on('data', (bytes: Buffer) => {
    const pieces = decoder.write(bytes).split('\n');
    for (const [index, piece] of pieces.entries()) {
      if (index > 0) flush();
      if (line.length < MAX_LINE_LENGTH) line += piece.slice(0, MAX_LINE_LENGTH - line.length);
    }
  });
  stream.on('end', flush);
  // The pipe of a killed child may break; its end says the rest.
  stream.on('error', flush);
}
