/** A seed as the server rolls them: 0 to 4,294,967,295. */
export function rollSeed(): number {
  const [seed = 0] = crypto.getRandomValues(new Uint32Array(1));
  return seed;
}
