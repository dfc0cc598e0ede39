/** Works rows `from` (inclusive) to `to` (exclusive) out. */
export type BandFunction = (from: number, to: number) => void;

/**
 * A loop over rows that several threads can share. Each row depends on the context alone and is written by nobody else:
 * the result is the same, byte for byte, for any number of threads and any bands.
 */
export interface BandKernel<Context> {
  /** The module that exports `create`. */
  url: string;
  /** Name under which it does. */
  name: string;
  /**
   * Prepares the loop. The context is plain data: numbers, arrays and objects of them, typed arrays; functions in it are
   * gone. Each thread gets a copy of it, except of typed arrays in shared memory.
   */
  create(context: Context): BandFunction;
}

const modules = new Set<string>();

/** Makes a kernel of a named function that the module at `url` (its import.meta.url) exports. */
export function bandKernel<Context>(
  url: string,
  create: (context: Context) => BandFunction,
): BandKernel<Context> {
  modules.add(url);
  return { url, name: create.name, create };
}

/** The modules of all kernels that were made so far. */
export function kernelModules(): string[] {
  return [...modules];
}
