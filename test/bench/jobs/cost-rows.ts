import { join } from 'node:path';
import { startMesh } from '../../../scripts/launch/start-mesh.ts';
import { CACHE_DIR } from '../../../scripts/setup/folders.mjs';
import { type AdClient, createAdClient } from '../../support/ad-client.ts';
import { SAMPLE_PHOTO } from '../../support/sample-photo.ts';
import { startBenchProcess } from '../harness/bench-process.ts';
import { interleave } from '../harness/interleave.ts';
import { median } from '../harness/median.ts';
import { type Row, row } from '../harness/row.ts';
import type { ComputeTask } from './compute-process.ts';

const ROUNDS = 5;
/** What the original took for a job on an L4, milliseconds. */
const ORIGINAL_MS = 470_000;

/** An ad of 1024² from start to "finished" at the caller: made, made again with another copy, and asked for again. */
export async function costRows(directory: string): Promise<Row[]> {
  const started = performance.now();
  const mesh = await startMesh({ dataDir: directory });
  const ads = createAdClient(mesh.publicAddress);
  const compute = await startBenchProcess<ComputeTask, { ms: number }>(
    new URL('./compute-process.ts', import.meta.url),
  );
  try {
    const startMs = await firstJobAccepted(ads, started);
    const { id } = await ads.uploadSample();
    const spec = (seed: number, content = '오늘의 커피') => ({
      ...{ product: { imageId: id }, background: { prompt: '호두나무 테이블, 따뜻한 카페' } },
      ...{ text: { content, prompt: 'polished gold' }, output: { width: 1024, height: 1024 }, seed },
    });
    const cacheDir = join(CACHE_DIR, 'studio');
    let number = 0;
    const times = await interleave(ROUNDS, {
      mesh: () => timed(ads, spec(++number)),
      copy: () => timed(ads, spec(number, `오늘의 커피 ${number}`)),
      nothing: () => timed(ads, spec(number)),
      compute: async () => (await compute.ask({ photo: SAMPLE_PHOTO, spec: spec(number), cacheDir })).ms,
    });
    return rows({ ...times, startMs });
  } finally {
    ads.close();
    await compute.stop();
    await mesh.stop();
  }
}

type Times = Record<'mesh' | 'copy' | 'nothing' | 'compute', number[]> & { startMs: number };

function rows({ mesh, copy, nothing, compute, startMs }: Times): Row[] {
  const [meshMs, computeMs] = [median(mesh), median(compute)];
  const allowedMs = Math.max(60, 0.05 * computeMs);
  const seconds = (ms: number) => ms / 1000;
  return [
    row({ id: 'start → first job accepted', value: seconds(startMs), unit: 's', target: '<= 3' }),
    row({ id: 'ad of 1024², caches warm', value: seconds(meshMs), unit: 's', target: '<= 3.5' }),
    row({
      ...{ id: 'the same', value: meshMs, unit: 'ms' },
      ...{ peer: 'the original on an L4, as its team measured', peer_value: ORIGINAL_MS },
    }),
    row({
      ...{ id: 'the same, against its steps alone', value: meshMs, unit: 'ms' },
      ...{ peer: 'compute alone, one process', peer_value: computeMs },
    }),
    row({
      ...{ id: "the mesh's own cost in it (wall − compute)", value: meshMs - computeMs, unit: 'ms' },
      target: `<= ${allowedMs.toFixed(0)}`,
    }),
    row({ id: 'changed copy (steps 2 and 3)', value: seconds(median(copy)), unit: 's', target: '<= 1.5' }),
    row({ id: 'nothing changed', value: seconds(median(nothing)), unit: 's', target: '<= 0.1' }),
  ];
}

/** Milliseconds from before CreateJob to the last event. */
async function timed(ads: AdClient, spec: Parameters<AdClient['submit']>[0]): Promise<number> {
  const start = performance.now();
  const { job } = await ads.make(spec);
  if (!job.result) throw new Error(`The job ended without a result: ${job.error?.message}`);
  return performance.now() - start;
}

async function firstJobAccepted(ads: AdClient, started: number): Promise<number> {
  const job = await ads.submit({
    background: { prompt: 'linen' },
    output: { width: 64, height: 64 },
    stopStep: 1,
  });
  const acceptedMs = performance.now() - started;
  await ads.watch(job.id);
  return acceptedMs;
}
