import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

const MAX_BYTES = 10 * 1024 * 1024;

export interface LogFile {
  readonly path: string;
  write(line: string): void;
  /** The last lines, newest last. */
  tail(): string[];
}

const TAIL_LINES = 20;

/**
 * A log file of bounded size: the one of the last run, or one that has grown to its limit, becomes
 * `<path>.1` in place of the one before.
 */
export function createLogFile(path: string, maxBytes = MAX_BYTES): LogFile {
  mkdirSync(dirname(path), { recursive: true });
  let sizeBytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  const recent: string[] = [];
  const rotate = () => {
    renameSync(path, `${path}.1`);
    sizeBytes = 0;
  };
  if (sizeBytes > 0) rotate();

  return {
    path,
    write(line) {
      const text = `${line}\n`;
      if (sizeBytes > 0 && sizeBytes + text.length > maxBytes) rotate();
      appendFileSync(path, text);
      sizeBytes += Buffer.byteLength(text);
      recent.push(line);
      if (recent.length > TAIL_LINES) recent.shift();
    },
    tail: () => [...recent],
  };
}
