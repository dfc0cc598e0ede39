import { expect, test } from 'vitest';
import { hrefOf, type Route, routeOf } from './route.ts';

const ROUTES: Route[] = [
  { kind: 'new' },
  { kind: 'job', jobId: '01JOB' },
  { kind: 'job', jobId: '01JOB', tool: 'cutout' },
  { kind: 'compare', jobIds: ['01A', '01B'] },
  { kind: 'variants', setId: 'a-b' },
];

test.each(ROUTES)('$kind comes back from its address', (route) => {
  expect(routeOf(hrefOf(route))).toEqual(route);
});

test.each(['', '#', '#job=', '#compare=01A', '#compare=,01B', '#variants=', '#nothing'])(
  '%j asks for a new ad',
  (hash) => {
    expect(routeOf(hash)).toEqual({ kind: 'new' });
  },
);

test('a tool that does not exist is left out', () => {
  expect(routeOf('#job=01JOB&tool=hammer')).toEqual({ kind: 'job', jobId: '01JOB' });
});
