import { type AdClient, createAdClient } from '../../support/ad-client.ts';
import { startTestMesh } from '../../support/start-test-mesh.ts';
import { percentile } from '../harness/percentile.ts';
import { type Row, row } from '../harness/row.ts';
import { type Ages, addAges, noAges, nowMs, type Received } from './ages.ts';
import { measureDelivery } from './measure-delivery.ts';
import { measurePolling } from './measure-polling.ts';
import { openPageSubscriber } from './page-subscriber.ts';

const JOBS = { idle: 200, page: 100, busy: 15, delivered: 20 };
/** The first jobs warm caches and code. */
const WARM_UPS = 5;

/** So small that the processors stay nearly idle, and an ad that keeps one of them busy. */
const TINY = { background: { prompt: 'linen' }, output: { width: 64, height: 64 }, stopStep: 1 };
const AD = { text: { content: '특가', prompt: 'polished gold' }, output: { width: 1024, height: 1024 } };

/**
 * How old news is when a subscriber has it: progress made in a worker's process passes ModelServing, Envoy, Backend,
 * Envoy, Frontend and Envoy; events are made in Backend. One clock, one machine, jobs one after another, each with
 * another seed, since a step seen before is not run again.
 */
export async function run(): Promise<Row[]> {
  const polled = await measurePolling();
  const mesh = await startTestMesh();
  const ads = createAdClient(mesh.publicAddress);
  const watch = (jobId: string) => watchByGrpc(ads, jobId);
  try {
    const { id } = await ads.uploadSample();
    const ad = { ...AD, product: { imageId: id } };
    const idle = await watchJobs({ ads, jobs: JOBS.idle, spec: TINY, watch });
    const busy = await watchJobs({ ads, jobs: JOBS.busy, spec: ad, watch });
    const delivery = await measureDelivery(ads, JOBS.delivered);
    const page = await openPageSubscriber(mesh.publicAddress);
    const atPage = await watchJobs({ ads, jobs: JOBS.page, spec: TINY, watch: page.watch });
    await page.close();
    return [
      ...pushRows('idle', idle, '<= 15 ms', polled.progress),
      ...pushRows('a job running', busy, '<= 40 ms', polled.progress),
      ...pushRows('at a page in Chromium, idle', atPage, '<= 20 ms', polled.progress),
      ...deliveryRows(delivery, polled.delivery),
      ...firstStepRows(idle.firstStep),
    ];
  } finally {
    ads.close();
    await mesh.end();
  }
}

interface Watching {
  ads: AdClient;
  jobs: number;
  spec: Parameters<AdClient['submit']>[0];
  watch: (jobId: string) => Promise<Received[]>;
}

let seed = 0;

async function watchJobs({ ads, jobs, spec, watch }: Watching): Promise<Ages> {
  const ages = noAges();
  for (let number = 0; number < WARM_UPS + jobs; number++) {
    const submittedMs = nowMs();
    const { id } = await ads.submit({ ...spec, seed: seed++ });
    const received = await watch(id);
    if (number >= WARM_UPS) addAges(ages, received, submittedMs);
  }
  return ages;
}

async function watchByGrpc(ads: AdClient, jobId: string): Promise<Received[]> {
  const received: Received[] = [];
  for await (const message of ads.client.watchJob({ jobId })) received.push({ message, atMs: nowMs() });
  return received;
}

function pushRows(where: string, { progress, event }: Ages, target: string, polled: number[]): Row[] {
  const rows = (what: string, ages: number[], fraction: number) =>
    row({
      ...{ id: `${where}: ${what}, p${100 * fraction} of ${ages.length}`, unit: 'ms', target },
      ...{ value: percentile(ages, fraction) },
      ...{ peer: 'polling every 2 s', peer_value: percentile(polled, fraction) },
    });
  return [
    rows('progress, worker → subscriber', progress, 0.5),
    rows('progress, worker → subscriber', progress, 0.99),
    rows('event, Backend → subscriber', event, 0.5),
    rows('event, Backend → subscriber', event, 0.99),
  ];
}

function deliveryRows(
  { delays, sizeBytes }: { delays: number[]; sizeBytes: number },
  polled: number[],
): Row[] {
  const megabytes = (sizeBytes / 1e6).toFixed(1);
  return [
    row({
      ...{ id: `job finished → client has the last byte of ${megabytes} MB, p50 of ${delays.length}` },
      ...{ value: percentile(delays, 0.5), unit: 'ms', target: '<= 50 ms' },
      ...{ peer: 'polling + Base64', peer_value: percentile(polled, 0.5) },
    }),
  ];
}

function firstStepRows(delays: number[]): Row[] {
  const of = (fraction: number, target: string) =>
    row({
      ...{ id: `submit → first step running, p${100 * fraction} of ${delays.length}`, unit: 'ms', target },
      value: percentile(delays, fraction),
    });
  return [of(0.5, '<= 15 ms'), of(0.99, '<= 60 ms')];
}
