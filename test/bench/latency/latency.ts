import { type AdClient, createAdClient } from '../../support/ad-client.ts';
import { startTestMesh } from '../../support/start-test-mesh.ts';
import { percentile } from '../harness/percentile.ts';
import { type Row, row } from '../harness/row.ts';

const JOBS = { idle: 60, busy: 12 };
/** What a client that asks every 2 s waits on average for the next answer. */
const POLLING_MS = 1000;

/** Jobs of two kinds: so small that the processors stay nearly idle, and ads that keep one of them busy. */
const LOADS = {
  idle: { background: { prompt: 'linen' }, output: { width: 64, height: 64 }, stopStep: 1 },
  'one job': { text: { content: '특가', prompt: 'polished gold' }, output: { width: 1024, height: 1024 } },
};

interface Ages {
  progress: number[];
  event: number[];
  firstStep: number[];
}

/**
 * How old news is when a gRPC subscriber has it, milliseconds: progress made in a worker's process passes
 * ModelServing, Envoy, Backend, Envoy, Frontend and Envoy; events are made in Backend. One clock, one machine, jobs
 * one after another.
 */
export async function run(): Promise<Row[]> {
  const mesh = await startTestMesh();
  const ads = createAdClient(mesh.publicAddress);
  try {
    const { id } = await ads.uploadSample();
    const idle = await watchJobs(ads, JOBS.idle, LOADS.idle);
    const busy = await watchJobs(ads, JOBS.busy, { product: { imageId: id }, ...LOADS['one job'] });
    return [
      ...pushRows('idle', idle, '<= 15'),
      ...pushRows('one job running', busy, '<= 40'),
      row({
        id: 'submit → first step running, p50',
        value: percentile(idle.firstStep, 0.5),
        unit: 'ms',
        target: '<= 15',
      }),
      row({
        id: 'submit → first step running, p99',
        value: percentile(idle.firstStep, 0.99),
        unit: 'ms',
        target: '<= 60',
      }),
    ];
  } finally {
    ads.close();
    await mesh.end();
  }
}

async function watchJobs(
  ads: AdClient,
  jobs: number,
  spec: Parameters<AdClient['submit']>[0],
): Promise<Ages> {
  const ages: Ages = { progress: [], event: [], firstStep: [] };
  for (let number = 0; number <= jobs; number++) {
    const submitted = now();
    const { id } = await ads.submit({ ...spec, seed: number });
    let opened: number | undefined;
    for await (const { news } of ads.client.watchJob({ jobId: id })) {
      // What was made before the watch was open is replayed, not pushed.
      opened ??= now();
      // The first job warms caches and code.
      if (number === 0) continue;
      const isPushed = news?.$case !== undefined && Number(news.value.time) > opened;
      if (isPushed && news.$case === 'progress') ages.progress.push(age(news.value.time));
      if (isPushed && news.$case === 'event') ages.event.push(age(news.value.time));
      if (news?.$case !== 'event') continue;
      const { event } = news.value;
      if (event?.$case === 'stepStarted' && event.value.step === 1)
        ages.firstStep.push(Number(news.value.time) - submitted);
    }
  }
  return ages;
}

function pushRows(load: string, { progress, event }: Ages, target: string): Row[] {
  const polling = { unit: 'ms', peer: 'polling every 2 s, on average', peer_value: POLLING_MS };
  return [
    row({
      id: `${load}: progress, worker → subscriber, p50 of ${progress.length}`,
      value: percentile(progress, 0.5),
      ...polling,
    }),
    row({
      id: `${load}: progress, worker → subscriber, p99`,
      value: percentile(progress, 0.99),
      unit: 'ms',
      target,
    }),
    row({
      id: `${load}: event, Backend → subscriber, p99 of ${event.length}`,
      value: percentile(event, 0.99),
      unit: 'ms',
      target,
    }),
  ];
}

function now(): number {
  return performance.timeOrigin + performance.now();
}

function age(time: Date | undefined): number {
  return now() - Number(time);
}
