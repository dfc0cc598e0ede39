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
 * it, when a program had the same event: a machine that does other things makes both late.
 */
export async function eventRows(): Promise<Row[]> {
  const [chromium, mesh] = await Promise.all([launchChromium(), startTestMesh()]);
  const client = createClient(mesh.origin);
  try {
    const { page } = await openPage(chromium.browser, `${mesh.origin}/`);
    await mesh.processes['model-serving'].stop(10_000);
    const heard = hearEnds(client);
    const ages: number[] = [];
    const agesOfProgram: number[] = [];
    for (let number = 0; number < WARM_UPS + JOBS; number++) {
      const { id } = await client.createJob({ spec: { background: { prompt: 'linen' }, seed: number } });
      await page.evaluate((id) => (location.hash = `#job=${id}`), id);
      const changedMs = await changeOfHeadline(page, () => client.cancelJob(id));
      const { endTime } = await client.getJob(id);
      const heardMs = await heard(id);
      if (number < WARM_UPS) continue;
      ages.push(changedMs - Number(endTime));
      agesOfProgram.push(heardMs - Number(endTime));
    }
    const of = (fraction: number) =>
      row({
        ...{ id: `event in Backend → changed page, idle, p${100 * fraction} of ${JOBS}`, unit: 'ms' },
        ...{ value: percentile(ages, fraction), target: '<= 20 ms' },
        ...{ peer: 'the same at a program', peer_value: percentile(agesOfProgram, fraction) },
      });
    return [of(0.5), of(0.99)];
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
