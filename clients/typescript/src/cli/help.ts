import type { Command } from './command.ts';
import { EXIT_CODES } from './exit-codes.ts';
import { COMMON_OPTIONS, type Option, type Options } from './options.ts';

/** Help of the program. */
export function programHelp(commands: Record<string, Command>): string {
  const rows = Object.entries(commands).map(([name, { summary }]): [string, string] => [name, summary]);
  return [
    'nanococoa COMMAND [options]',
    '',
    'Makes advertising pictures from a product photo, a scene and a copy, with a nanoCocoa server.',
    '',
    'Commands (nanococoa COMMAND --help tells more):',
    ...table(rows),
    '',
    'Options of every command:',
    ...table(optionRows(COMMON_OPTIONS)),
    '',
    'Exit codes:',
    ...table(Object.values(EXIT_CODES).map(({ code, meaning }): [string, string] => [String(code), meaning])),
    '',
  ].join('\n');
}

/** Help of a command. */
export function commandHelp({ usage, summary, options }: Command): string {
  const own = optionRows(options);
  return [
    `nanococoa ${usage}`,
    '',
    `${summary[0].toUpperCase()}${summary.slice(1)}.`,
    '',
    ...(own.length > 0 ? ['Options:', ...table(own), ''] : []),
    'Options of every command:',
    ...table(optionRows(COMMON_OPTIONS)),
    '',
  ].join('\n');
}

function optionRows(options: Options): [string, string][] {
  return Object.entries(options).map(([name, option]) => [written(name, option), option.help]);
}

function written(name: string, { short, value }: Option): string {
  return `${short ? `-${short}, ` : ''}--${name}${value ? ` ${value}` : ''}`;
}

/** Widest left column; what is longer stands on a line of its own. */
const COLUMN = 30;

function table(rows: [string, string][]): string[] {
  const width = Math.min(COLUMN, Math.max(...rows.map(([left]) => left.length)));
  return rows.flatMap(([left, right]) =>
    left.length > width
      ? [`  ${left}`, `  ${' '.repeat(width)}  ${right}`]
      : [`  ${left.padEnd(width)}  ${right}`],
  );
}
