import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { build } from 'vite';

const NAME = 'nanococoaClient';
const ENTRY = fileURLToPath(new URL('../../../clients/typescript/src/browser.ts', import.meta.url));

/** Puts the client of the page's own code into it as `window.nanococoaClient`, so that a bench can time its calls. */
export async function addPageClient(page: Page): Promise<void> {
  code ??= bundle();
  await page.evaluate(`${await code};window.${NAME} = ${NAME};`);
}

let code: Promise<string> | undefined;

async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    resolve: { conditions: ['nanococoa-source', 'browser', 'module', 'import', 'default'] },
    build: { write: false, target: 'es2023', lib: { entry: ENTRY, formats: ['iife'], name: NAME } },
  });
  const [{ output }] = [built].flat() as Array<{ output: Array<{ type: string; code?: string }> }>;
  return output.find(({ type }) => type === 'chunk')?.code ?? '';
}
