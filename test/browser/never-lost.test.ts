import { createClient, type NanococoaClient } from '@nanococoa/client';
import { afterAll, beforeAll, it } from 'vitest';
import { startTestMesh, type TestMesh } from '../support/start-test-mesh.ts';
import { builtPage } from './support/built-page.ts';
import { DISTURBANCES, disturb } from './support/disturbances.ts';
import { launchChromium, type RunningChromium } from './support/launch-chromium.ts';
import { openPage } from './support/open-page.ts';
import { recordSteps } from './support/record-steps.ts';
import { seeAdThrough, stepUnderWay } from './support/see-ad-through.ts';
import { startAd } from './support/start-ad.ts';

const TEST_TIMEOUT_MS = 150_000;
/** Each by itself, over TLS too, and an upload that is cut: never-lost.full.test.ts. */
const LEFT_OUT = ['ModelServing is killed', 'Envoy is killed'];
const ONE_AFTER_ANOTHER = DISTURBANCES.filter(({ name }) => !LEFT_OUT.includes(name));

let chromium: RunningChromium;
let mesh: TestMesh;
let client: NanococoaClient;

beforeAll(async () => {
  await builtPage();
  [chromium, mesh] = await Promise.all([launchChromium(), startTestMesh()]);
  client = createClient(mesh.origin);
});
afterAll(async () => {
  client?.close();
  await chromium?.close();
  await mesh?.end();
});

it(
  'an ad comes to its end on the page whatever happens meanwhile',
  async () => {
    // Its console reports each failed request, so this page is not checked for errors.
    const { page, close } = await openPage(chromium.browser, `${mesh.origin}/`);
    const seen = await recordSteps(page);
    await page.reload();
    const jobId = await startAd(page);
    await stepUnderWay(page);
    for (const disturbance of ONE_AFTER_ANOTHER) await disturb(page, mesh, disturbance);
    await seeAdThrough(page, { mesh, client, jobId, seen });
    await close();
  },
  TEST_TIMEOUT_MS,
);
