/**
 * A failure that the person at the keyboard can do something about. Its message is one sentence
 * that says what to do; it is printed without a stack trace.
 */
export class SetupError extends Error {
  /** @param {string} message @param {{ cause?: unknown }} [options] */
  constructor(message, options) {
    super(message, options);
    this.name = 'SetupError';
  }
}

/**
 * Runs a script's main function: a SetupError becomes one line on stderr and exit status 1, at once,
 * whatever else the script has begun.
 * @param {() => Promise<void>} main
 */
export function runScript(main) {
  main().catch((error) => {
    if (error instanceof SetupError) process.stderr.write(`nanoCocoa: ${error.message}\n`);
    else console.error(error);
    process.exit(1);
  });
}
