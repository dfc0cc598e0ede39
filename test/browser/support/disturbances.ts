import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { TestMesh } from '../../support/start-test-mesh.ts';

/** What happens to a page while its ad is being made. */
export interface Disturbance {
  name: string;
  /**
   * Whether the page must say that something is wrong. Of Backend's death it need not hear: Frontend opens its streams
   * again, and there may be nothing to ask in between.
   */
  isTold: boolean;
  happen(page: Page, mesh: TestMesh): Promise<void>;
}

/** What the page says of its connection: nothing while all is well. */
const banner = (page: Page) => page.locator('.banner');

export const DISTURBANCES: readonly Disturbance[] = [
  { name: 'the page is loaded again', isTold: false, happen: async (page) => void (await page.reload()) },
  {
    name: 'the tab is closed and another one opened at its address',
    isTold: false,
    async happen(page) {
      const address = page.url();
      await page.goto('about:blank');
      await page.goto(address);
    },
  },
  { name: 'Frontend is killed', isTold: true, happen: (_, mesh) => kill(mesh, 'frontend') },
  { name: 'Backend is killed', isTold: false, happen: (_, mesh) => kill(mesh, 'backend') },
  { name: 'ModelServing is killed', isTold: false, happen: (_, mesh) => kill(mesh, 'model-serving') },
  { name: 'Envoy is killed', isTold: true, happen: (_, mesh) => kill(mesh, 'envoy') },
  {
    name: 'the network goes and comes back',
    isTold: true,
    async happen(page) {
      await page.context().setOffline(true);
      await expect.poll(() => banner(page).innerText()).not.toBe('');
      await page.context().setOffline(false);
    },
  },
];

/** Lets it happen and waits until the page has said so and has come to rest again. */
export async function disturb(page: Page, mesh: TestMesh, { isTold, happen }: Disturbance): Promise<void> {
  // Waited for before it can come: the words stand for some tenths of a second at least.
  const told = isTold ? banner(page).filter({ hasText: /\S/ }).waitFor() : undefined;
  await happen(page, mesh);
  await told;
  await expect.poll(() => banner(page).innerText(), { timeout: 30_000 }).toBe('');
}

/** Kills a process and waits until it has been started again. */
async function kill(mesh: TestMesh, name: string): Promise<void> {
  const { [name]: process } = mesh.processes;
  const { restarts } = process;
  process.kill('SIGKILL');
  await expect.poll(() => process.restarts).toBe(restarts + 1);
  await process.ready();
}
