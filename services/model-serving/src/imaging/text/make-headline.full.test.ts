import { describe, test } from 'vitest';
import { expectInsideArea } from './inside-area.fixture.ts';

describe.each(['ko', 'en'] as const)('200 random copies, %s', (language) => {
  test.each(Array.from({ length: 20 }, (_, n) => n))(
    'copies %i0 and on lie inside their areas',
    async (n) => {
      for (let i = 0; i < 10; i++) await expectInsideArea(language, 20 + n * 10 + i);
    },
  );
});
