import { expect, it } from 'vitest';
import { originOf } from './origin-of.ts';

it.each([
  ['127.0.0.1:8080', false, 'http://127.0.0.1:8080'],
  ['ads.example:443', true, 'https://ads.example'],
  ['https://ads.example', false, 'https://ads.example'],
  ['http://[::1]:8080/', false, 'http://[::1]:8080'],
])('takes %s, with keys %s, for %s', (address, hasTls, origin) =>
  expect(originOf(address, hasTls)).toBe(origin),
);

it.each(['', 'http://', 'ftp://ads.example', 'ads.example/path', 'https://ads.example/?x'])(
  'refuses "%s"',
  (address) => {
    expect(() => originOf(address, false)).toThrow(TypeError);
  },
);
