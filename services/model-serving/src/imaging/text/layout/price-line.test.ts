import { expect, test } from 'vitest';
import { isPriceLine, splitBeforePrice } from './price-line.ts';

test('prices and discounts are recognised', () => {
  for (const line of ['3,900원', '₩3900', '50%', '50% OFF', '30% 할인', '$4.50', '1만원', '3,900원!']) {
    expect(isPriceLine(line), line).toBe(true);
  }
  for (const line of ['커피', '오늘의 커피 3,900원', 'Sale', 'Cafe 24시 영업'])
    expect(isPriceLine(line), line).toBe(false);
});

test('a copy is split before the price at its end', () => {
  expect(splitBeforePrice('오늘의 커피 3,900원')).toEqual(['오늘의 커피', '3,900원']);
  expect(splitBeforePrice('Summer Sale 50% OFF')).toEqual(['Summer Sale', '50% OFF']);
  expect(splitBeforePrice('3,900원')).toBeUndefined();
  expect(splitBeforePrice('오늘의 커피')).toBeUndefined();
});
