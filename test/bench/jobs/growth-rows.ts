import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { fillDefaults } from '@nanococoa/common/parameters/fill-defaults.ts';
import { createRpcClient } from '@nanococoa/common/rpc/client.ts';
import { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { JobState } from '@nanococoa/proto/common/v1/job.ts';
import { FrontendServiceDefinition } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import { type Mesh, startMesh } from '../../../scripts/launch/start-mesh.ts';
import { systemClock } from '../../../services/backend/src/clock/clock.ts';
import { newJob } from '../../../services/backend/src/jobs/new-job.ts';
import { sealEvents } from '../../../services/backend/src/jobs/seal-events.ts';
import { openSqliteStorage } from '../../../services/backend/src/storage/sqlite/open-sqlite-storage.ts';
import { interleave } from '../harness/interleave.ts';
import { median } from '../harness/median.ts';
import { type Row, row } from '../harness/row.ts';

const STORED_JOBS = 100_000;
/** Written together: a group commit each. */
const BATCH = 1000;
const ROUNDS = 5;
const CALLS = 200;

const spec = AdSpec.fromPartial({
  background: { prompt: 'linen' },
  output: { width: 64, height: 64 },
  stopStep: 1,
});

/** What many stored jobs do to the rpcs about jobs: two meshes, one with and one without them, in turns. */
export async function growthRows(directory: string): Promise<Row[]> {
  const fullDir = join(directory, 'full');
  const ids = await storeJobs(join(fullDir, 'data'));
  const full = await startIdle(fullDir);
  const empty = await startIdle(join(directory, 'empty'));
  try {
    const emptyIds = await createSome(empty);
    const rows: Row[] = [];
    for (const call of CALL_NAMES) {
      const times = await interleave(ROUNDS, {
        full: () => latencyMs(full, call, ids),
        empty: () => latencyMs(empty, call, emptyIds),
      });
      rows.push(
        row({
          ...{ id: `${call} with ${STORED_JOBS.toLocaleString('en')} stored jobs, p50`, unit: 'ms' },
          ...{ value: median(times.full), peer: 'with a few', peer_value: median(times.empty) },
          target: '<= 1.2',
        }),
      );
    }
    return rows;
  } finally {
    await full.stop();
    await empty.stop();
  }
}

const CALL_NAMES = ['CreateJob', 'GetJob', 'ListJobs'] as const;

async function storeJobs(directory: string): Promise<string[]> {
  const storage = await openSqliteStorage({ directory, clock: systemClock });
  const ids: string[] = [];
  const filled = fillDefaults(spec, { chooseSeed: () => 1 });
  for (let done = 0; done < STORED_JOBS; done += BATCH) {
    const batch = Array.from({ length: BATCH }, async (_, index) => {
      const id = `01${String(done + index).padStart(24, '0')}`;
      const createTime = new Date();
      const fresh = newJob({ id, caller: 'local', requestId: id, spec: filled, createTime });
      const succeeded = { $case: 'finished', value: { state: JobState.SUCCEEDED } } as const;
      const sealed = sealEvents(
        fresh,
        [{ $case: 'queued', value: { queuePosition: 0 } }, succeeded],
        createTime,
      );
      await storage.submitJob({ ...sealed, specSha256: id });
      ids.push(id);
    });
    await Promise.all(batch);
  }
  await storage.close();
  return ids;
}

/** A mesh whose jobs only wait, so that nothing but the calls takes time. */
async function startIdle(dataDir: string): Promise<Mesh> {
  const mesh = await startMesh({ dataDir, env: { backend: { BACKEND_QUEUE_CAPACITY: '1000000' } } });
  await mesh.processes['model-serving'].stop(1000);
  return mesh;
}

async function createSome(mesh: Mesh): Promise<string[]> {
  const { client, close } = createRpcClient(FrontendServiceDefinition, { address: mesh.publicAddress });
  const made = await Promise.all(
    Array.from({ length: 50 }, () => client.createJob({ requestId: randomUUID(), spec })),
  );
  close();
  return made.map(({ job }) => job?.id ?? '');
}

/** The median of calls one after another, milliseconds. */
async function latencyMs(mesh: Mesh, call: (typeof CALL_NAMES)[number], ids: string[]): Promise<number> {
  const { client, close } = createRpcClient(FrontendServiceDefinition, { address: mesh.publicAddress });
  const calls = {
    CreateJob: () => client.createJob({ requestId: randomUUID(), spec }),
    GetJob: () => client.getJob({ jobId: ids[Math.floor(Math.random() * ids.length)] }),
    ListJobs: () => client.listJobs({}),
  };
  await calls[call]();
  const times: number[] = [];
  for (let number = 0; number < CALLS; number++) {
    const start = performance.now();
    await calls[call]();
    times.push(performance.now() - start);
  }
  close();
  return median(times);
}
