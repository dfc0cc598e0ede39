import type { Chance } from './chance.ts';
import { download } from './download.ts';
import { follow } from './follow.ts';
import type { JobLedger } from './job-ledger.ts';
import { createMeshClient, type MeshClient } from './mesh-client.ts';
import { WAYS } from './submit.ts';

export interface CallersOptions {
  address: string;
  /** Callers at the same time; each submits a job, watches it to its end and downloads the ad, again and again. */
  count: number;
  chance: Chance;
  ledger: JobLedger;
}

export interface Callers {
  /** Submits nothing more; resolves when every job is finished. @throws what a caller could not get over */
  stop(): Promise<void>;
}

/** Keeps the mesh busy. */
export function startCallers({ address, count, chance, ledger }: CallersOptions): Callers {
  const stopping = new AbortController();
  const client = createMeshClient(address);
  const callers = Array.from({ length: count }, () => call(client, chance.fork(), ledger, stopping.signal));
  const all = Promise.all(callers);
  // Whoever stops them hears of it.
  all.catch(() => stopping.abort());
  return {
    async stop() {
      stopping.abort();
      await all.finally(() => client.close());
    },
  };
}

async function call(
  client: MeshClient,
  chance: Chance,
  ledger: JobLedger,
  stopping: AbortSignal,
): Promise<void> {
  while (!stopping.aborted) {
    const job = await chance.pick(Object.values(WAYS))(client, chance, ledger);
    ledger.add(job);
    const { result } = (await follow(client, job.jobId)).job;
    ledger.finished(job.jobId);
    if (!result) continue;
    ledger.succeeded.add(job.jobId);
    await download(client, result.id);
  }
}
