import { type Row, row } from '../../bench/harness/row.ts';
import { startTestMesh } from '../../support/start-test-mesh.ts';
import type { FaultOptions, FaultReport } from '../fault-report.ts';
import { createChance } from '../support/chance.ts';
import { createMeshClient } from '../support/mesh-client.ts';
import { makeNoise } from '../support/photos.ts';
import { uploadByStream } from '../support/uploads.ts';
import { type Drain, drainOne } from './drain-one.ts';

const DRAINED = ['frontend', 'backend', 'model-serving'];
const STORED_BYTES = 12 * 1024 * 1024;

/** SIGTERM to Frontend, Backend and ModelServing in turn, with fifty calls under way each time. */
export async function run({ seed, log }: FaultOptions): Promise<FaultReport> {
  const chance = createChance(seed);
  const lines: string[] = [];
  const mesh = await startTestMesh({ modelServings: 2, log: (line) => lines.push(line) });
  const client = createMeshClient(mesh.publicAddress);
  const report: FaultReport = { rows: [], findings: [] };
  try {
    const stored = await makeNoise(STORED_BYTES);
    await uploadByStream(client, stored);
    for (const name of DRAINED) {
      const drain = await drainOne(name, { mesh, client, log: lines, chance, stored });
      log(`${name} drained in ${drain.durationMs.toFixed()} ms: ${drain.end}`);
      report.rows.push(...rows(name, drain));
      report.findings.push(...findings(name, drain));
      await mesh.processes[name].ready();
    }
  } finally {
    client.close();
    await mesh.end();
  }
  return report;
}

function rows(name: string, { end, durationMs, flights, attempts }: Drain): Row[] {
  const count = (id: string, value: number) => row({ id: `${name}: ${id}`, value, unit: '', target: '<= 0' });
  const repeated = flights.filter(({ repeats }) => repeats > 0);
  return [
    row({ id: `${name}: calls under way`, value: flights.length, unit: '', target: '>= 50' }),
    row({ id: `${name}: end after SIGTERM`, value: durationMs / 1_000, unit: 's', target: '<= 30' }),
    count('other end than exit status 0', end === 'exit status 0' ? 0 : 1),
    count('calls failed', flights.filter(({ failure }) => failure).length),
    count('calls repeated, watches aside', repeated.filter(({ kind }) => kind !== 'watch').length),
    // A Frontend that ends has to end its watches; the others' ends are hidden.
    name === 'frontend'
      ? row({ id: `${name}: watches resumed`, value: repeated.filter(isWatch).length, unit: '' })
      : count('watches resumed', repeated.filter(isWatch).length),
    count('attempts spent', attempts),
  ];
}

function isWatch({ kind }: { kind: string }): boolean {
  return kind === 'watch';
}

function findings(name: string, { flights }: Drain): string[] {
  return flights.flatMap(({ kind, failure }) => (failure ? [`${name}: ${kind}: ${failure}`] : []));
}
