import { expect, it } from 'vitest';
import type { Options } from './options.ts';
import { parseOptions } from './parse-options.ts';

const OPTIONS: Options = {
  output: { type: 'string', short: 'o', value: 'FILE', help: '' },
  seed: { type: 'string', value: 'NUMBER', help: '' },
  set: { type: 'string', multiple: true, value: 'PATH=VALUE', help: '' },
  json: { type: 'boolean', help: '' },
};

it('reads options, short ones too, and what stands between them', () => {
  const given = parseOptions(
    ['photo.png', '-o', 'ad.png', '--seed=-1', '--set', 'a=1', '--set=b=2', '--json', '--', '-x'],
    OPTIONS,
  );
  expect(given.positionals).toEqual(['photo.png', '-x']);
  expect([given.text('output'), given.text('seed'), given.all('set')]).toEqual([
    'ad.png',
    '-1',
    ['a=1', 'b=2'],
  ]);
  expect([given.has('json'), given.has('output'), given.text('nothing')]).toEqual([true, true, undefined]);
});

it.each([
  [['--ouput', 'x'], 'There is no option --ouput. Did you mean --output?'],
  [['--out', 'x'], 'There is no option --out. Did you mean --output?'],
  [['--colour'], 'There is no option --colour.'],
  [['--constructor'], 'There is no option --constructor.'],
  [['-q'], 'There is no option -q.'],
  [['--seed'], '--seed needs a value: NUMBER.'],
  [['--json=yes'], '--json takes no value.'],
  [['--seed', '1', '--seed', '2'], '--seed is given twice.'],
])('refuses %j', (args, complaint) => {
  expect(() => parseOptions(args, OPTIONS)).toThrow(complaint);
});
