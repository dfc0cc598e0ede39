import { guarded } from '../files/guarded.ts';

type Methods<T> = {
  [Name in keyof T]: T[Name] extends (...args: infer Args) => Promise<infer Answer>
    ? (...args: Args) => Promise<Answer>
    : never;
};

/** The same methods, each of whose failures comes in the words of `storageError`. */
export function withStorageErrors<T extends Methods<T>>(methods: T): T {
  const wrapped = Object.entries<(...args: unknown[]) => Promise<unknown>>(methods as never).map(
    ([name, method]) => [name, (...args: unknown[]) => guarded(() => method(...args))],
  );
  return Object.fromEntries(wrapped);
}
