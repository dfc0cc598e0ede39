import { type JobEvent, JobState } from '@nanococoa/proto/common/v1/job.ts';
import { percentile } from '../../bench/harness/percentile.ts';
import { type Row, row } from '../../bench/harness/row.ts';
import { startTestMesh } from '../../support/start-test-mesh.ts';
import type { FaultOptions, FaultReport } from '../fault-report.ts';
import { startCallers } from '../support/callers.ts';
import { createChance } from '../support/chance.ts';
import { type FinalJob, replayJobs } from '../support/final-replay.ts';
import { JobLedger } from '../support/job-ledger.ts';
import { createMeshClient } from '../support/mesh-client.ts';
import { makePhoto } from '../support/photos.ts';
import { uploadByStream } from '../support/uploads.ts';
import { type Cancel, cancelOne } from './cancel-one.ts';
import { workerProcesses } from './worker-processes.ts';

/** A share of the cancels, with other jobs beside: these take the slots that become free, and so hide how soon they are. */
const BESIDE_SHARE = 0.25;

/** Cancels jobs at random moments, first alone, to measure how soon all work stops, then while another caller's jobs run. */
export async function run({ seed, count, log }: FaultOptions): Promise<FaultReport> {
  const chance = createChance(seed);
  const mesh = await startTestMesh({ modelServings: 2 });
  const client = createMeshClient(mesh.publicAddress);
  try {
    const photo = await makePhoto(0);
    await uploadByStream(client, photo);
    const workers = await workerProcesses(mesh);
    const cancelMany = async (times: number): Promise<Cancel[]> => {
      const cancels: Cancel[] = [];
      for (let n = 1; n <= times; n++) {
        const photoId = chance.pick([photo.id, undefined]);
        const cancel = await cancelOne({ client, workers, chance, photoId });
        cancels.push(cancel);
        log(`cancel ${n} of ${times}: ${cancel.moment}, stopped after ${cancel.stoppedMs?.toFixed()} ms`);
      }
      return cancels;
    };
    const alone = await cancelMany(count);
    const ledger = new JobLedger();
    const others = startCallers({ address: mesh.publicAddress, count: 1, chance: chance.fork(), ledger });
    const besideOthers = await cancelMany(Math.ceil(count * BESIDE_SHARE));
    await others.stop();
    const beside = await replayJobs(client, [...ledger.accepted.values()]);
    const findings = [...[...alone, ...besideOthers].flatMap(wrongCancel), ...beside.flatMap(affected)];
    return { rows: rows(alone, beside, findings), findings };
  } finally {
    client.close();
    await mesh.end();
  }
}

function rows(cancels: Cancel[], beside: FinalJob[], findings: string[]): Row[] {
  const stopped = cancels.flatMap(({ stoppedMs }) => stoppedMs ?? []);
  const free = cancels.flatMap(({ slotFreeMs }) => slotFreeMs ?? []);
  const moments = Map.groupBy(cancels, ({ moment }) => moment);
  return [
    ...[...moments].map(([moment, { length }]) =>
      row({ id: `cancels at ${moment}`, value: length, unit: '' }),
    ),
    row({ id: 'cancels of a running step', value: stopped.length, unit: '' }),
    row({ id: 'processes without work after, p50', value: percentile(stopped, 0.5), unit: 'ms' }),
    row({
      id: 'processes without work after, p99',
      value: percentile(stopped, 0.99),
      unit: 'ms',
      target: '<= 250',
    }),
    row({ id: 'slot free after, p50', value: percentile(free, 0.5), unit: 'ms' }),
    row({ id: 'slot free after, p99', value: percentile(free, 0.99), unit: 'ms', target: '<= 250' }),
    row({ id: 'other jobs beside', value: beside.length, unit: '' }),
    row({ id: 'wrong ends, and other jobs affected', value: findings.length, unit: '', target: '<= 0' }),
  ];
}

/** A job that was finished stays so, every other one is cancelled, and nothing follows. */
function wrongCancel({ jobId, moment, state, events }: Cancel): string[] {
  const last = events.at(-1)?.event;
  const end = last?.$case === 'finished' ? last.value.job?.state : undefined;
  if (end === state && (state === JobState.CANCELLED || (state === JobState.SUCCEEDED && !!last))) return [];
  return [`${jobId}, cancelled at ${moment}: answered ${state}, ended as ${end}`];
}

/** A job beside succeeds, each step that was not made before at the first go. */
function affected({ accepted, job, events }: FinalJob): string[] {
  const starts = events.filter(isStart).length;
  const steps = events.filter(
    ({ event }) => event?.$case === 'stepFinished' && !event.value.step?.cached,
  ).length;
  if (job?.state === JobState.SUCCEEDED && starts === steps) return [];
  return [`${accepted.jobId} beside: state ${job?.state}, ${starts} starts of ${steps} steps`];
}

function isStart({ event }: JobEvent): boolean {
  return event?.$case === 'stepStarted';
}
