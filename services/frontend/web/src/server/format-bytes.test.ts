import { expect, it } from 'vitest';
import { formatBytes } from './format-bytes.ts';

const MIB = 1024 ** 2;

it('says megabytes up to three digits, then gigabytes, as each language writes them', () => {
  expect(formatBytes(0, 'en')).toBe('0 MB');
  expect(formatBytes(411.6 * MIB, 'en')).toBe('412 MB');
  expect(formatBytes(411.6 * MIB, 'ko')).toBe('412MB');
  expect(formatBytes(999.4 * MIB, 'en')).toBe('999 MB');
  expect(formatBytes(999.6 * MIB, 'en')).toBe('1.0 GB');
  expect(formatBytes(2048 * MIB, 'ko')).toBe('2.0GB');
  expect(formatBytes(1536 * 1024 * MIB, 'en')).toBe('1,536.0 GB');
});
