import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { startMesh } from '../../../scripts/launch/start-mesh.ts';
import { startBenchProcess } from '../harness/bench-process.ts';
import { interleave } from '../harness/interleave.ts';
import { median } from '../harness/median.ts';
import { type Row, row } from '../harness/row.ts';
import type { SubmitTask } from './submit-process.ts';

const CALLERS = 20;
const JOBS = 2000;
const ROUNDS = 5;
/** About what a small job with its first event takes in the database, bytes. */
const RECORD_BYTES = 700;

/** Jobs accepted a second, durably, through the whole mesh; nothing works on them meanwhile. */
export async function submitRows(directory: string): Promise<Row[]> {
  const env = { backend: { BACKEND_QUEUE_CAPACITY: '1000000' } };
  const mesh = await startMesh({ dataDir: directory, env });
  await mesh.processes['model-serving'].stop(1000);
  const client = await startBenchProcess<SubmitTask, { perSecond: number }>(
    new URL('./submit-process.ts', import.meta.url),
  );
  const bare = openBareDatabase(directory);
  try {
    const task = { address: mesh.publicAddress, callers: CALLERS, jobs: JOBS };
    const rates = await interleave(ROUNDS, {
      mesh: async () => (await client.ask(task)).perSecond,
      bare: async () => bare.commitsPerSecond(JOBS),
    });
    return [
      row({
        ...{ id: `CreateJob through Envoy, ${CALLERS} callers`, unit: '/s', target: '>= 1000' },
        value: median(rates.mesh),
      }),
      row({
        ...{ id: 'the same', unit: '/s', value: median(rates.mesh) },
        ...{ peer: 'bare SQLite, one synced commit a job', peer_value: median(rates.bare) },
      }),
    ];
  } finally {
    bare.close();
    await client.stop();
    await mesh.stop();
  }
}

function openBareDatabase(directory: string) {
  mkdirSync(directory, { recursive: true });
  const database = new SqliteDatabase(join(directory, 'bare.sqlite'));
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec('CREATE TABLE records (id INTEGER PRIMARY KEY, record BLOB)');
  const insert = database.prepare('INSERT INTO records (record) VALUES (?)');
  const record = Buffer.alloc(RECORD_BYTES, 1);
  return {
    commitsPerSecond(commits: number): number {
      const start = performance.now();
      for (let number = 0; number < commits; number++) insert.run(record);
      return commits / ((performance.now() - start) / 1000);
    },
    close: () => database.close(),
  };
}
