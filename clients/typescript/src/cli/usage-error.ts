/** The command line itself is wrong: said with the way to the help. */
export class UsageError extends Error {
  override name = 'UsageError';
}
