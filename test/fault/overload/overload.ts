import { randomUUID } from 'node:crypto';
import { fromClientError } from '@nanococoa/common/errors/from-client-error.ts';
import { median } from '../../bench/harness/median.ts';
import { percentile } from '../../bench/harness/percentile.ts';
import { row } from '../../bench/harness/row.ts';
import { startTestMesh } from '../../support/start-test-mesh.ts';
import type { FaultOptions, FaultReport } from '../fault-report.ts';
import { type Chance, createChance } from '../support/chance.ts';
import { type FollowedJob, follow } from '../support/follow.ts';
import { makeSpec } from '../support/make-spec.ts';
import { createMeshClient, type MeshClient } from '../support/mesh-client.ts';

const CAPACITY = 20;
const SLOTS = 2;
const FLOOD = 10 * CAPACITY;
/** Callers at the same time. */
const CALLERS = 5;

/** What a CreateJob came to. */
interface Submission {
  jobId: string | undefined;
  durationMs: number;
  /** Reason and RetryInfo of a refusal. */
  refusal: { reason: string; retryAfterMs: number | undefined } | undefined;
}

/** Ten times as many jobs as the queue holds: the rest is refused at once, and what was accepted runs as fast as before. */
export async function run({ seed }: FaultOptions): Promise<FaultReport> {
  const chance = createChance(seed);
  const mesh = await startTestMesh({
    modelServings: SLOTS,
    env: { backend: { BACKEND_QUEUE_CAPACITY: String(CAPACITY) } },
  });
  const client = createMeshClient(mesh.publicAddress);
  try {
    // The first jobs of a process find its caches cold.
    await submitAndFollow(client, chance, 2 * SLOTS);
    const before = await submitAndFollow(client, chance, CAPACITY);
    const during = await submitAndFollow(client, chance, FLOOD);
    const refused = during.submissions.filter(({ refusal }) => refusal);
    const wrong = refused.filter(
      ({ refusal }) => refusal?.reason !== 'QUEUE_FULL' || !((refusal.retryAfterMs ?? 0) > 0),
    );
    const [fast, loaded] = [before.jobs, during.jobs].map((jobs) => median(jobs.map(runMs)));
    return {
      rows: [
        row({ id: `submitted at once to a queue of ${CAPACITY}`, value: FLOOD, unit: '' }),
        row({ id: 'refused', value: refused.length, unit: '', target: `>= ${FLOOD - 2 * CAPACITY}` }),
        row({
          id: 'refused otherwise than QUEUE_FULL with RetryInfo',
          value: wrong.length,
          unit: '',
          target: '<= 0',
        }),
        row({ id: 'refused after, p50', value: percentile(refused.map(duration), 0.5), unit: 'ms' }),
        row({
          id: 'refused after, p99',
          value: percentile(refused.map(duration), 0.99),
          unit: 'ms',
          target: '<= 50',
        }),
        row({
          id: 'accepted jobs from start to end, median',
          value: loaded,
          unit: 'ms',
          peer: 'without overload',
          peer_value: fast,
          target: '<= 1.2',
        }),
      ],
      findings: wrong.map(
        ({ refusal }) => `refused with ${refusal?.reason}, RetryInfo ${refusal?.retryAfterMs}`,
      ),
    };
  } finally {
    client.close();
    await mesh.end();
  }
}

/** Submits so many jobs, a few at a time, without repeating what is refused; follows those that are accepted. */
async function submitAndFollow(client: MeshClient, chance: Chance, count: number) {
  const submissions: Submission[] = [];
  const followed: Promise<FollowedJob>[] = [];
  const waiting = Array.from({ length: count }, () => makeSpec(chance));
  const call = async () => {
    for (let spec = waiting.pop(); spec; spec = waiting.pop()) {
      const submission = await submit(client, spec);
      submissions.push(submission);
      if (submission.jobId) followed.push(follow(client, submission.jobId));
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, call));
  return { submissions, jobs: await Promise.all(followed) };
}

async function submit(client: MeshClient, spec: ReturnType<typeof makeSpec>): Promise<Submission> {
  const startMs = performance.now();
  try {
    const { job } = await client.rpc.createJob({ requestId: randomUUID(), spec });
    return { jobId: job?.id, durationMs: performance.now() - startMs, refusal: undefined };
  } catch (error) {
    const { reason = String(error), retryAfterMs } = fromClientError(error) ?? {};
    return { jobId: undefined, durationMs: performance.now() - startMs, refusal: { reason, retryAfterMs } };
  }
}

function runMs({ job: { startTime, endTime } }: FollowedJob): number {
  return (endTime?.getTime() ?? 0) - (startTime?.getTime() ?? 0);
}

function duration({ durationMs }: Submission): number {
  return durationMs;
}
