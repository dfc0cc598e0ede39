import { expect, test } from 'vitest';
import { address, boolean, choice, directory, integer, list, optional, string } from './fields.ts';
import { parseConfig } from './parse-config.ts';

const fields = {
  name: string('NAME'),
  count: integer('COUNT', { min: 1, max: 9, default: 3 }),
  level: choice('LEVEL', ['low', 'high'] as const, { default: 'low' }),
  watch: boolean('WATCH', { default: false }),
  listen: address('LISTEN', { default: '127.0.0.1:0' }),
  extra: optional(address('EXTRA', { default: '' })),
  names: list('NAMES', { default: '' }),
  data: directory('DATA', { default: 'data' }),
};

test('gives values and defaults', () => {
  const config = parseConfig({ NAME: 'a', COUNT: '9', WATCH: '1', LEVEL: '' }, fields);
  expect(config).toMatchObject({ name: 'a', count: 9, level: 'low', watch: true, listen: '127.0.0.1:0' });
  expect(config.data.endsWith('/data')).toBe(true);
  expect(config.extra).toBeUndefined();
  expect(config.names).toEqual([]);
  expect(parseConfig({ NAME: 'a', NAMES: 'x, y,' }, fields).names).toEqual(['x', 'y']);
  expect(parseConfig({ NAME: 'a', EXTRA: '[::1]:80' }, fields).extra).toBe('[::1]:80');
});

test('lists every fault in one sentence', () => {
  const env = { COUNT: '10', LEVEL: 'mid', WATCH: 'maybe', LISTEN: 'nowhere', EXTRA: 'off' };
  expect(() => parseConfig(env, fields)).toThrow(
    'Wrong configuration: NAME must be set; COUNT is "10": must be a whole number from 1 to 9; ' +
      'LEVEL is "mid": must be one of low, high; WATCH is "maybe": must be 1 or 0; ' +
      'LISTEN is "nowhere": must be host:port; EXTRA is "off": must be host:port.',
  );
});
