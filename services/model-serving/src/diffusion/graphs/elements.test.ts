import { expect, test } from 'vitest';
import { fromElements, toElements } from './elements.ts';
import { single } from './graph.ts';

const VALUES = Float32Array.of(0, 1.5, -2.25, 999.0);

test.each(['float32', 'float16', 'float64'] as const)('%s keeps fractions', (type) => {
  expect(fromElements(type, toElements(type, VALUES))).toEqual(VALUES);
});

test.each(['int32', 'int64'] as const)('%s drops them, as a timestep’s', (type) => {
  expect([...fromElements(type, toElements(type, VALUES))]).toEqual([0, 1, -2, 999]);
});

test('float16 rounds to its eleven bits', () => {
  const [rounded] = fromElements('float16', toElements('float16', Float32Array.of(0.1)));
  expect(rounded).toBeCloseTo(0.0999756, 7);
  expect(rounded).not.toBe(Math.fround(0.1));
});

test('float64 takes what a ControlNet wants of a scale', () => {
  expect(toElements('float64', Float32Array.of(0.5))).toEqual(Float64Array.of(0.5));
});

test('a timestep is a scalar or a row, as the graph declares', () => {
  expect(single(981, [])).toEqual({ dims: [], data: Float32Array.of(981) });
  expect(single(981, [1])).toEqual({ dims: [1], data: Float32Array.of(981) });
  expect(single(981, [-1]).dims).toEqual([1]);
});
