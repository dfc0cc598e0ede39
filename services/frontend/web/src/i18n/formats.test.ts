import { expect, test } from 'vitest';
import { dateFormat, numberFormat, timeOrDate } from './formats.ts';

test('a formatter is made once for each language and way of writing', () => {
  expect(dateFormat('ko', { timeStyle: 'short' })).toBe(dateFormat('ko', { timeStyle: 'short' }));
  expect(dateFormat('en', { timeStyle: 'short' })).not.toBe(dateFormat('ko', { timeStyle: 'short' }));
  expect(numberFormat('ko')).toBe(numberFormat('ko'));
  expect(numberFormat('ko').format(25_000)).toBe('25,000');
  expect(numberFormat('en', { maximumFractionDigits: 1 }).format(0.25)).toBe('0.3');
});

test('of today the time, of another day the date', () => {
  const now = new Date();
  now.setHours(15, 4);
  expect(timeOrDate(now, 'ko')).toEqual({ isToday: true, words: '오후 3:04' });
  expect(timeOrDate(now, 'en').words).toMatch(/^3:04\sPM$/u);
  expect(timeOrDate(new Date(2020, 4, 6), 'en')).toEqual({ isToday: false, words: 'May 6, 2020' });
  expect(timeOrDate(new Date(2020, 4, 6), 'ko')).toEqual({ isToday: false, words: '2020. 5. 6.' });
});
