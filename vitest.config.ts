import { defineConfig } from 'vitest/config';

/**
 * Unit tests stand beside their source; whatever opens a port or starts a process stands in test/.
 * Wide matrices (`*.full.test.ts`) run with `npm run test:full` only.
 */
const full = process.env.NANOCOCOA_TEST_FULL === '1';

export default defineConfig({
  test: {
    include: ['services/**/*.test.ts', 'gateway/**/*.test.ts', 'scripts/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**', '.nanococoa/**', ...(full ? [] : ['**/*.full.test.ts'])],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // How long expect.poll waits for a condition; its default of one second is short on a busy machine.
    expect: { poll: { timeout: 10_000 } },
  },
});
