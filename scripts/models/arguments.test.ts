import { expect, test } from 'vitest';
import { SetupError } from '../setup/setup-error.mjs';
import { parseModelsArguments } from './arguments.ts';

test('what is given is understood', () => {
  expect(parseModelsArguments([])).toEqual({ verb: 'help' });
  expect(parseModelsArguments(['add', '--help'])).toEqual({ verb: 'help' });
  expect(parseModelsArguments(['list', '--json'])).toEqual({ verb: 'list', json: true });
  expect(parseModelsArguments(['verify'])).toEqual({ verb: 'verify', id: undefined });
  expect(parseModelsArguments(['remove', 'u2netp'])).toEqual({ verb: 'remove', id: 'u2netp' });
  const options = ['--id', 'a', '--task', 'cutout', '--licence', 'MIT', '--memory-mb', '90', '--replace'];
  expect(parseModelsArguments(['add', 'x.onnx', ...options, '--sha256', 'AB'.repeat(32)])).toEqual({
    ...{ verb: 'add', source: 'x.onnx' },
    options: {
      ...{ id: 'a', task: 'cutout', licence: 'MIT', memoryBytes: 90_000_000, replace: true },
      sha256: 'ab'.repeat(32),
      acceptedLicence: undefined,
      hub: undefined,
    },
  });
});

test.each([
  [['frob'], '"frob" is no command'],
  [['add'], 'add needs to know which'],
  [['remove'], 'remove needs to know which'],
  [['remove', '../x'], 'cannot be a model'],
  [['remove', 'A'], 'cannot be a model'],
  [['verify', 'a', 'b'], '"b" is one argument too many'],
  [['list', 'a'], '"a" is one argument too many'],
  [['verify', '--json'], '--json belongs to list'],
  [['remove', 'a', '--replace'], '--replace belongs to add'],
  [['add', 'x', '--task', 'chat'], '--task is one of cutout'],
  [['add', 'x', '--id', 'A'], 'cannot be a model'],
  [['add', 'x', '--sha256', 'ab'], '64 hexadecimal digits'],
  [['add', 'x', '--memory-mb', '1.5'], 'whole number of megabytes'],
  [['add', 'x', '--memory-mb', '0'], 'whole number of megabytes'],
  [['add', 'x', '--licence', 'a\u001b[2J'], '--licence'],
  [['add', 'x', '--frob'], 'frob'],
])('%j is refused', (argv, complaint) => {
  expect(() => parseModelsArguments(argv)).toThrow(SetupError);
  expect(() => parseModelsArguments(argv)).toThrow(complaint);
});
