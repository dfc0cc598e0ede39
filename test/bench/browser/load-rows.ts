import { CreateJobRequest } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import { builtPage } from '../../browser/support/built-page.ts';
import { chromiumCpuSeconds } from '../../browser/support/chromium-cpu.ts';
import { firstLoadScripts, gzippedBytes } from '../../browser/support/first-load.ts';
import { launchChromium, type RunningChromium } from '../../browser/support/launch-chromium.ts';
import { newsStorm, STORM_PER_SECOND } from '../../browser/support/news-storm.ts';
import { openPage } from '../../browser/support/open-page.ts';
import { type ScriptedFrontend, startScriptedFrontend } from '../../browser/support/scripted-frontend.ts';
import { runOf } from '../../browser/support/scripted-run.ts';
import { untilUsable } from '../../browser/support/until-usable.ts';
import { median } from '../harness/median.ts';
import { type Row, row } from '../harness/row.ts';

const LOADS = 7;
const STORM_MS = 10_000;
const RUNNING_JOBS = 4;

/** How large the page is, how soon it can be used, and what a storm of news costs it. */
export async function loadRows(): Promise<Row[]> {
  const folder = await builtPage();
  const [chromium, mesh] = await Promise.all([launchChromium(), startScriptedFrontend()]);
  try {
    const scripts = firstLoadScripts(folder);
    const loads: number[] = [];
    for (let load = 0; load <= LOADS; load++) {
      const usableMs = await firstVisit(chromium, mesh);
      // The first one warms up the servers.
      if (load > 0) loads.push(usableMs);
    }
    return [
      row({
        ...{ id: `script of the first load, ${scripts.length} files, gzip`, unit: 'KB', target: '<= 200 KB' },
        value: gzippedBytes(folder, scripts) / 1024,
      }),
      row({
        ...{ id: 'navigation → form can be sent, empty cache', unit: 'ms', target: '<= 1000 ms' },
        value: median(loads),
      }),
      ...(await stormRows(chromium, mesh)),
    ];
  } finally {
    await chromium.close();
    await mesh.close();
  }
}

/** In a new profile: nothing is in its cache. */
async function firstVisit({ browser }: RunningChromium, mesh: ScriptedFrontend): Promise<number> {
  const context = await browser.newContext();
  const usableMs = await untilUsable(await context.newPage(), mesh.url);
  await context.close();
  return usableMs;
}

async function stormRows({ browser }: RunningChromium, mesh: ScriptedFrontend): Promise<Row[]> {
  for (let number = 0; number < RUNNING_JOBS; number++) {
    await mesh.jobs.methods.createJob(CreateJobRequest.fromPartial({ requestId: `storm-${number}` }));
    runOf(mesh.jobs.jobs[0]).startJob();
  }
  const jobs = mesh.jobs.jobs.slice(0, RUNNING_JOBS);
  const { close } = await openPage(browser, `${mesh.url}#job=${jobs[0].job.id}`);
  const percentOf = async (work: () => Promise<unknown>) => {
    const [before, startMs] = [await chromiumCpuSeconds(browser), performance.now()];
    await work();
    const seconds = (performance.now() - startMs) / 1000;
    const after = await chromiumCpuSeconds(browser);
    const percent = (of: 'pages' | 'all') => (100 * (after[of] - before[of])) / seconds;
    return { pages: percent('pages'), all: percent('all') };
  };
  await newsStorm(jobs, 1_000);
  const storm = await percentOf(() => newsStorm(jobs, STORM_MS));
  const calm = await percentOf(() => new Promise((resolve) => setTimeout(resolve, STORM_MS)));
  await close();
  const id = `${STORM_PER_SECOND} pieces of news a second, ${RUNNING_JOBS} running jobs`;
  return [
    row({ id: `${id}: the page's process`, value: storm.pages, unit: '% of a core', target: '<= 30' }),
    row({
      ...{ id: `${id}: all of Chromium, drawn without a graphics processor`, unit: '% of a core' },
      ...{ value: storm.all, peer: 'the same page without news', peer_value: calm.all },
    }),
  ];
}
