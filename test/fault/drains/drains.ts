import { type Row, row } from '../../bench/harness/row.ts';
import { startTestMesh } from '../../support/start-test-mesh.ts';
import type { FaultOptions, FaultReport } from '../fault-report.ts';
import { createChance } from '../support/chance.ts';
import { createMeshClient } from '../support/mesh-client.ts';
import { makeNoise } from '../support/photos.ts';
import { uploadByStream } from '../support/uploads.ts';
import { type Drain, drainOne } from './drain-one.ts';
import type { InFlight } from './in-flight.ts';

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
      for (const { kind, causes } of drain.flights) {
        if (kind !== 'watch' && kind !== 'unary')
          for (const cause of causes) log(`${name}: ${kind} repeated: ${cause}`);
      }
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
  const count = (id: string, value: number, target?: string) =>
    row({ id: `${name}: ${id}`, value, unit: '', ...(target && { target }) });
  const repeated = (...kinds: InFlight['kind'][]) =>
    flights.filter(({ kind, repeats }) => repeats > 0 && kinds.includes(kind)).length;
  // A replica of ModelServing takes over; nothing does for Frontend and Backend, whose calls come again by the rules.
  const replicated = name === 'model-serving';
  return [
    count('calls under way', flights.length, '>= 50'),
    row({ id: `${name}: end after SIGTERM`, value: durationMs / 1_000, unit: 's', target: '<= 30' }),
    count('other end than exit status 0', end === 'exit status 0' ? 0 : 1, '<= 0'),
    count('calls failed', flights.filter(({ failure }) => failure).length, '<= 0'),
    count('uploads and downloads repeated', repeated('upload', 'download'), '<= 0'),
    count('calls of that very moment repeated', repeated('unary'), replicated ? '<= 0' : undefined),
    // A Frontend that ends has to end its watches; the others' ends are hidden.
    count('watches resumed', repeated('watch'), name === 'frontend' ? undefined : '<= 0'),
    count('attempts spent', attempts, '<= 0'),
  ];
}

function findings(name: string, { flights }: Drain): string[] {
  return flights.flatMap(({ kind, failure }) => (failure ? [`${name}: ${kind}: ${failure}`] : []));
}
