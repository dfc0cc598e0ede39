import { parseArgs } from 'node:util';
import type { Options } from './options.ts';
import { suggest } from './suggest.ts';
import { UsageError } from './usage-error.ts';

/** What was given on the command line, by the names of the options. */
export interface Given {
  positionals: string[];
  /** The last value of an option that takes one. */
  text(name: string): string | undefined;
  /** Every value of an option, in order. */
  all(name: string): string[];
  has(name: string): boolean;
}

/**
 * Parses a command's arguments.
 * @throws UsageError for an unknown option, with the nearest one, and for a missing or superfluous value
 */
export function parseOptions(args: string[], options: Options): Given {
  const config = Object.fromEntries(
    Object.entries(options).map(([name, { type, short }]) => [
      name,
      { type, multiple: true, ...(short ? { short } : {}) },
    ]),
  );
  const { tokens, positionals } = parseArgs({
    args,
    options: config,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const values = new Map<string, string[]>();
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
    if (!option)
      throw new UsageError(`There is no option ${token.rawName}.${didYouMean(token.name, options)}`);
    if (option.type === 'boolean' && token.value !== undefined) {
      throw new UsageError(`${token.rawName} takes no value.`);
    }
    if (option.type === 'string' && token.value === undefined) {
      throw new UsageError(`${token.rawName} needs a value: ${option.value}.`);
    }
    const before = values.get(token.name) ?? [];
    if (option.type === 'string' && !option.multiple && before.length > 0) {
      throw new UsageError(`${token.rawName} is given twice.`);
    }
    values.set(token.name, [...before, token.value ?? '']);
  }
  return {
    positionals,
    text: (name) => values.get(name)?.at(-1),
    all: (name) => values.get(name) ?? [],
    has: (name) => values.has(name),
  };
}

function didYouMean(name: string, options: Options): string {
  const nearest = suggest(name, Object.keys(options));
  return nearest === undefined ? '' : ` Did you mean --${nearest}?`;
}
