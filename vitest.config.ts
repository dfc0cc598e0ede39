import { defineConfig } from 'vitest/config';

/**
 * Unit tests stand beside their source; whatever opens a port or starts a process stands in test/.
 * Wide matrices (`*.full.test.ts`) run with `npm run test:full` only.
 */
const full = process.env.NANOCOCOA_TEST_FULL === '1';

export default defineConfig({
  // The client as its sources: its package holds what is built of them.
  resolve: { conditions: ['nanococoa-source'] },
  ssr: { resolve: { conditions: ['nanococoa-source', 'node', 'import', 'default'] } },
  test: {
    include: ['services', 'gateway', 'clients', 'scripts', 'test'].map((folder) => `${folder}/**/*.test.ts`),
    exclude: ['**/node_modules/**', '**/dist/**', '.nanococoa/**', ...(full ? [] : ['**/*.full.test.ts'])],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // How long expect.poll waits for a condition; its default of one second is short on a busy machine.
    expect: { poll: { timeout: 10_000 } },
  },
});
