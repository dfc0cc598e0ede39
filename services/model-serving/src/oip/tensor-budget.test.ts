import { expect, test } from 'vitest';
import { createTensorBudget } from './tensor-budget.ts';

test('takes up to its limit and gives back', () => {
  const budget = createTensorBudget(100);
  const give = budget.take(60);
  budget.take(40);
  expect(() => budget.take(1)).toThrow(
    expect.objectContaining({ reason: 'MEMORY_FULL', retryAfterMs: 1000 }),
  );
  give();
  expect(() => budget.take(61)).toThrow();
  budget.take(60);
});

test('a single inference above the limit is taken', () => {
  const budget = createTensorBudget(100);
  const give = budget.take(101);
  expect(() => budget.take(1)).toThrow();
  give();
  budget.take(1);
});
