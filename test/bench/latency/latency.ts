import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { imageChunks } from '@nanococoa/common/chunks/image-chunks.ts';
import { createRpcClient } from '@nanococoa/common/rpc/client.ts';
import { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { Image } from '@nanococoa/proto/common/v1/image.ts';
import { FrontendServiceDefinition } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import { startMesh } from '../../../scripts/launch/start-mesh.ts';
import { percentile } from '../harness/percentile.ts';
import { type Row, row } from '../harness/row.ts';

const JOBS = 20;
/** What a client that asks every 2 s waits on average for the next answer. */
const POLLING_MS = 1000;

/**
 * How old news is when a gRPC subscriber has it: progress made in a worker's process passes ModelServing, Envoy,
 * Backend, Envoy, Frontend and Envoy; events are made in Backend. One clock, one machine; jobs of small pictures
 * one after another, so that the processors are as idle as a running job leaves them.
 */
export async function run(): Promise<Row[]> {
  const directory = await mkdtemp(join(tmpdir(), 'nanococoa-bench-'));
  const mesh = await startMesh({ dataDir: directory });
  const rpc = createRpcClient(FrontendServiceDefinition, { address: mesh.publicAddress });
  const ages: Record<'progress' | 'event' | 'firstStep', number[]> = {
    progress: [],
    event: [],
    firstStep: [],
  };
  try {
    const photo = await readFile(new URL('../../../assets/sample/coffee.png', import.meta.url));
    const id = createHash('sha256').update(photo).digest('hex');
    await rpc.client.uploadImage(
      (async function* () {
        const image = Image.fromPartial({ id, sizeBytes: photo.length });
        for await (const chunk of imageChunks(image, [photo])) yield { chunk };
      })(),
    );
    for (let number = 0; number <= JOBS; number++) {
      const spec = AdSpec.fromPartial({
        product: { imageId: id },
        text: { content: '특가', prompt: 'polished gold' },
        output: { width: 256, height: 256 },
        seed: number,
      });
      const submitted = now();
      const { job } = await rpc.client.createJob({ requestId: randomUUID(), spec });
      for await (const { news } of rpc.client.watchJob({ jobId: job?.id })) {
        // The first job warms caches and code.
        if (number === 0) continue;
        if (news?.$case === 'progress' && news.value.step > 0) ages.progress.push(age(news.value.time));
        if (news?.$case === 'event') ages.event.push(age(news.value.time));
        if (
          news?.$case === 'event' &&
          news.value.event?.$case === 'stepStarted' &&
          news.value.event.value.step === 1
        )
          ages.firstStep.push(now() - submitted);
      }
    }
  } finally {
    rpc.close();
    await mesh.stop();
    await rm(directory, { recursive: true, force: true });
  }
  const polling = { unit: 'ms', peer: 'polling every 2 s, on average', peer_value: POLLING_MS };
  return [
    row({
      id: `progress, worker → subscriber, p50 of ${ages.progress.length}`,
      value: percentile(ages.progress, 0.5),
      ...polling,
    }),
    row({
      id: 'progress, worker → subscriber, p99',
      value: percentile(ages.progress, 0.99),
      unit: 'ms',
      target: '<= 15',
    }),
    row({
      id: `event, Backend → subscriber, p99 of ${ages.event.length}`,
      value: percentile(ages.event, 0.99),
      unit: 'ms',
      target: '<= 15',
    }),
    row({
      id: 'submit → first step running, p50',
      value: percentile(ages.firstStep, 0.5),
      unit: 'ms',
      target: '<= 15',
    }),
    row({
      id: 'submit → first step running, p99',
      value: percentile(ages.firstStep, 0.99),
      unit: 'ms',
      target: '<= 60',
    }),
  ];
}

function now(): number {
  return performance.timeOrigin + performance.now();
}

function age(time: Date | undefined): number {
  return now() - Number(time);
}
