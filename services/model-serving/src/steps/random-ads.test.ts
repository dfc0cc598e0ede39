import { test } from 'vitest';
import { checkRandomAd } from './random-ad.fixture.ts';

test.each(Array.from({ length: 20 }, (_, seed) => seed))(
  'random roles and words keep to the safe area and off the product: %i',
  checkRandomAd,
);
