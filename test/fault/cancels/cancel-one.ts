import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { type Job, type JobEvent, JobState } from '@nanococoa/proto/common/v1/job.ts';
import { descendants } from '../../support/process-tree.ts';
import type { Chance } from '../support/chance.ts';
import { makeSpec } from '../support/make-spec.ts';
import type { MeshClient } from '../support/mesh-client.ts';
import { stopsAfterMs } from './stops-after.ts';

/** A cancel and what came of it. */
export interface Cancel {
  jobId: string;
  /** What was being done: a sub-step, "queued", "between steps" or "finished". */
  moment: string;
  /** From the call to the end of all work of the step's processes; undefined where no worker was at it. */
  stoppedMs: number | undefined;
  /** From the call to the moment at which the worker says that its slot is free. */
  slotFreeMs: number | undefined;
  /** State after the call; a job that was finished stays as it was. */
  state: JobState;
  events: JobEvent[];
}

export interface CancelOneOptions {
  client: MeshClient;
  /** Process ids of the ModelServing processes by worker id. */
  workers: Map<string, number>;
  chance: Chance;
  photoId: string | undefined;
}

/** About as long as a job of these sizes takes, with a cut-out and without. */
const LONGEST_WAIT_MS = { photo: 2_500, plain: 1_200 };
const SLOT_POLL_MS = 10;
const SLOT_TIMEOUT_MS = 5_000;

/** Submits a job, cancels it at a random moment, and measures how long it takes until nothing works on it any more. */
export async function cancelOne({ client, workers, chance, photoId }: CancelOneOptions): Promise<Cancel> {
  const spec = makeSpec(chance, photoId);
  const { job } = await client.rpc.createJob({ requestId: randomUUID(), spec });
  const jobId = job?.id ?? '';
  const events: JobEvent[] = [];
  let moment = 'queued';
  let workerId = '';
  const ended = (async () => {
    for await (const news of client.watch(jobId, { signal: new AbortController().signal })) {
      if (news.$case === 'progress' && news.value.subStep) moment = news.value.subStep;
      if (news.$case !== 'event') continue;
      events.push(news.value);
      const { event } = news.value;
      if (event?.$case === 'stepStarted') workerId = event.value.workerId;
      if (event?.$case === 'stepFinished') [workerId, moment] = ['', 'between steps'];
      if (event?.$case === 'finished') moment = 'finished';
    }
  })();
  await delay(chance.integer(0, photoId ? LONGEST_WAIT_MS.photo : LONGEST_WAIT_MS.plain));

  const at = moment;
  const parent = workers.get(workerId);
  const measured =
    parent === undefined
      ? undefined
      : {
          stopped: stopsAfterMs(descendants(parent).map(({ pid }) => pid)),
          slotFree: slotFreeAfterMs(client, workerId),
        };
  const answer = await client.rpc.cancelJob({ jobId });
  await ended;
  return {
    jobId,
    moment: at,
    stoppedMs: await measured?.stopped,
    slotFreeMs: await measured?.slotFree,
    state: stateOf(answer.job),
    events,
  };
}

async function slotFreeAfterMs(client: MeshClient, workerId: string): Promise<number> {
  const startMs = performance.now();
  while (performance.now() - startMs < SLOT_TIMEOUT_MS) {
    const { status } = await client.rpc.getServerStatus({});
    const worker = status?.workers.find(({ id }) => id === workerId);
    if (worker && worker.busySlots < worker.slots) break;
    await delay(SLOT_POLL_MS);
  }
  return performance.now() - startMs;
}

function stateOf(job: Job | undefined): JobState {
  return job?.state ?? JobState.UNSPECIFIED;
}
