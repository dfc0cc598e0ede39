import { defineConfig } from 'vitest/config';

/**
 * Unit tests stand beside their source; whatever opens a port or starts a process stands in test/.
 * Wide matrices (`*.full.test.ts`) run with `npm run test:full` only.
 */
const full = process.env.NANOCOCOA_TEST_FULL === '1';

const include = ['services', 'gateway', 'clients', 'scripts', 'test'].map(
  (folder) => `${folder}/**/*.test.ts`,
);
const exclude = ['**/node_modules/**', '**/dist/**', '.nanococoa/**', ...(full ? [] : ['**/*.full.test.ts'])];

/** The page over plain HTTP with all else; in the wide matrices over TLS, too. */
const projects = [
  { extends: true as const, test: { name: 'plain', include, exclude } },
  {
    extends: true as const,
    test: {
      name: 'tls',
      include: ['test/browser/**/*.test.ts'],
      // These say themselves which of both they want.
      exclude: [
        ...exclude,
        ...['never-lost', 'never-lost.full', 'screenshots.full', 'tls'].map(
          (name) => `test/browser/${name}.test.ts`,
        ),
      ],
      env: { NANOCOCOA_TEST_TLS: '1' },
    },
  },
];

export default defineConfig({
  // The client as its sources: its package holds what is built of them.
  resolve: { conditions: ['nanococoa-source'] },
  ssr: { resolve: { conditions: ['nanococoa-source', 'node', 'import', 'default'] } },
  test: {
    ...(full ? { projects } : { include, exclude }),
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // How long expect.poll waits for a condition; its default of one second is short on a busy machine.
    expect: { poll: { timeout: 10_000 } },
  },
});
