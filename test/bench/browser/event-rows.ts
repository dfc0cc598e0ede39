import { createClient } from '@nanococoa/client';
import type { Page } from 'playwright-core';
import { launchChromium } from '../../browser/support/launch-chromium.ts';
import { openPage } from '../../browser/support/open-page.ts';
import { startTestMesh } from '../../support/start-test-mesh.ts';
import { percentile } from '../harness/percentile.ts';
import { type Row, row } from '../harness/row.ts';

const JOBS = 100;
/** The first ones warm caches and code. */
const WARM_UPS = 5;

/**
 * From the moment that Backend writes on an event until the page's document has changed, on an idle machine. The event
 * is the end of a job that waits, since nothing computes then: ModelServing has stopped, and the job is cancelled.
 */
export async function eventRows(): Promise<Row[]> {
  const [chromium, mesh] = await Promise.all([launchChromium(), startTestMesh()]);
  const client = createClient(mesh.origin);
  try {
    const { page } = await openPage(chromium.browser, `${mesh.origin}/`);
    await mesh.processes['model-serving'].stop(10_000);
    const ages: number[] = [];
    for (let number = 0; number < WARM_UPS + JOBS; number++) {
      const { id } = await client.createJob({ spec: { background: { prompt: 'linen' }, seed: number } });
      await page.evaluate((id) => (location.hash = `#job=${id}`), id);
      const changedMs = await changeOfHeadline(page, () => client.cancelJob(id));
      const { endTime } = await client.getJob(id);
      if (number >= WARM_UPS) ages.push(changedMs - Number(endTime));
    }
    const of = (fraction: number) =>
      row({
        ...{ id: `event in Backend → changed page, idle, p${100 * fraction} of ${JOBS}`, unit: 'ms' },
        ...{ value: percentile(ages, fraction), target: '<= 20 ms' },
      });
    return [of(0.5), of(0.99)];
  } finally {
    client.close();
    await chromium.close();
    await mesh.end();
  }
}

/** Waits for the headline of a waiting job, does something, and gives when the headline changed, ms since 1970. */
async function changeOfHeadline(page: Page, act: () => Promise<unknown>): Promise<number> {
  await page.locator('.job-head__line--queued').waitFor();
  const changed = await page.evaluateHandle(() => {
    const line = document.querySelector('.job-head__line');
    const { promise, resolve } = Promise.withResolvers<number>();
    new MutationObserver(() => resolve(performance.timeOrigin + performance.now())).observe(
      line ?? document,
      {
        ...{ attributes: true, characterData: true, childList: true, subtree: true },
      },
    );
    return { promise };
  });
  await act();
  const atMs = await changed.evaluate(({ promise }) => promise);
  await changed.dispose();
  return atMs;
}
