import { megabytes } from '../setup/progress.mjs';

export interface Progress {
  /** @param totalBytes undefined where nobody knows it */
  update(doneBytes: number, totalBytes: number | undefined): void;
  done(text: string): void;
  /** Leaves an empty line on a terminal, so that an error does not run into the bar. */
  clear(): void;
}

const BAR_WIDTH = 30;
const TERMINAL_STEP_MS = 100;
const LINE_STEP_MS = 5000;

/** Shows how far something is: a bar on a terminal, a line every five seconds elsewhere. */
export function showProgress(
  title: string,
  stream: Pick<NodeJS.WriteStream, 'write' | 'isTTY'> = process.stderr,
  now: () => number = performance.now.bind(performance),
): Progress {
  const isTerminal = stream.isTTY === true;
  const clear = isTerminal ? '\r\x1b[K' : '';
  let lastMs = isTerminal ? Number.NEGATIVE_INFINITY : now();
  return {
    update(doneBytes, totalBytes) {
      if (now() - lastMs < (isTerminal ? TERMINAL_STEP_MS : LINE_STEP_MS)) return;
      lastMs = now();
      const line = `${title}: ${progressText(doneBytes, totalBytes, isTerminal)}`;
      stream.write(isTerminal ? `${clear}${line}` : `${line}\n`);
    },
    done: (text) => void stream.write(`${clear}${title}: ${text}\n`),
    clear: () => void (isTerminal && stream.write(clear)),
  };
}

function progressText(doneBytes: number, totalBytes: number | undefined, bar: boolean): string {
  if (!totalBytes) return `${megabytes(doneBytes)} MB`;
  const part = Math.min(1, doneBytes / totalBytes);
  const filled = Math.floor(part * BAR_WIDTH);
  const drawn = bar ? `[${'#'.repeat(filled)}${'-'.repeat(BAR_WIDTH - filled)}] ` : '';
  return `${drawn}${megabytes(doneBytes)} of ${megabytes(totalBytes)} MB (${Math.floor(part * 100)}%)`;
}
