import { createClient, type NanococoaClient } from '@nanococoa/client';
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
 * is the end of a job that waits, since nothing computes then: ModelServing has stopped, and the job is cancelled. Beside
 * it, when a program had the same event: a machine that does other things makes both late. For information the same
 * while the page still draws a job that was opened just before.
 */
export async function eventRows(): Promise<Row[]> {
  const [chromium, mesh] = await Promise.all([launchChromium(), startTestMesh()]);
  const client = createClient(mesh.origin);
  try {
    const { page } = await openPage(chromium.browser, `${mesh.origin}/`);
    await mesh.processes['model-serving'].stop(10_000);
    const heard = hearEnds(client);
    const measure = async (isAtRest: boolean) => {
      const ages: { page: number; program: number }[] = [];
      for (let number = 0; number < WARM_UPS + JOBS; number++) {
        const { id } = await client.createJob({ spec: { background: { prompt: 'linen' }, seed: number } });
        await page.evaluate((id) => (location.hash = `#job=${id}`), id);
        const changedMs = await changeOfHeadline(page, isAtRest, () => client.cancelJob(id));
        const endMs = Number((await client.getJob(id)).endTime);
        ages.push({ page: changedMs - endMs, program: (await heard(id)) - endMs });
      }
      return ages.slice(WARM_UPS);
    };
    const rowsOf = (when: string, ages: { page: number; program: number }[], target?: string) =>
      [0.5, 0.99].map((fraction) => {
        const of = (who: 'page' | 'program') =>
          percentile(
            ages.map((age) => age[who]),
            fraction,
          );
        return row({
          ...{ id: `event in Backend → changed page, ${when}, p${100 * fraction} of ${JOBS}`, unit: 'ms' },
          ...{ value: of('page'), ...(target !== undefined && { target }) },
          ...{ peer: 'the same at a program', peer_value: of('program') },
        });
      });
    return [
      ...rowsOf('idle', await measure(true), '<= 20 ms'),
      ...rowsOf('while it opens a job', await measure(false)),
    ];
  } finally {
    client.close();
    await chromium.close();
    await mesh.end();
  }
}

/** Follows all jobs as a program does; gives when it heard of a job's end, ms since 1970. */
function hearEnds(client: NanococoaClient): (jobId: string) => Promise<number> {
  const ends = new Map<string, PromiseWithResolvers<number>>();
  const of = (jobId: string) => {
    const end = ends.get(jobId) ?? Promise.withResolvers<number>();
    ends.set(jobId, end);
    return end;
  };
  const listen = async () => {
    for await (const { news } of client.watchJobs()) {
      const isEnd = news.$case === 'event' && news.value.event?.$case === 'finished';
      if (isEnd) of(news.value.jobId).resolve(performance.timeOrigin + performance.now());
    }
  };
  // Ends with the client.
  listen().catch(() => undefined);
  return (jobId) => of(jobId).promise;
}

/** Waits for the headline of a waiting job, does something, and gives when the headline changed, ms since 1970. */
async function changeOfHeadline(page: Page, isAtRest: boolean, act: () => Promise<unknown>): Promise<number> {
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
  if (isAtRest) await page.evaluate(untilAtRest);
  await act();
  const atMs = await changed.evaluate(({ promise }) => promise);
  await changed.dispose();
  return atMs;
}

/** Runs in the page: nothing is left to be computed or drawn. */
async function untilAtRest(): Promise<void> {
  const idle = () => new Promise((resolve) => requestIdleCallback(resolve));
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  for (let quiet = 0; quiet < 3; quiet++) {
    await frame();
    await idle();
  }
}
