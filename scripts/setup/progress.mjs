const SPARSE_STEP_MS = 5_000;
const TTY_STEP_MS = 100;

/**
 * Says how far a download is: one line that updates itself on a terminal, a line every five
 * seconds elsewhere (logs of CI and containers).
 *
 * @param {string} title
 * @param {{ stream?: NodeJS.WriteStream, now?: () => number }} [options]
 */
export function createProgress(title, { stream = process.stderr, now = Date.now } = {}) {
  const tty = stream.isTTY === true;
  let lastMs = tty ? 0 : now();

  return {
    /** @param {number} doneBytes @param {number} totalBytes */
    update(doneBytes, totalBytes) {
      if (now() - lastMs < (tty ? TTY_STEP_MS : SPARSE_STEP_MS)) return;
      lastMs = now();
      const percent = Math.floor((100 * doneBytes) / totalBytes);
      const line = `${title}: ${megabytes(doneBytes)} of ${megabytes(totalBytes)} MB (${percent}%)`;
      stream.write(tty ? `\r\x1b[K${line}` : `${line}\n`);
    },
    /** @param {string} text */
    done(text) {
      stream.write(tty ? `\r\x1b[K${title}: ${text}\n` : `${title}: ${text}\n`);
    },
    /** Leaves the cursor on an empty line, so that an error does not run into the progress. */
    clear() {
      if (tty) stream.write('\r\x1b[K');
    },
  };
}

/** @param {number} bytes */
export function megabytes(bytes) {
  return (bytes / 1e6).toFixed(1);
}
