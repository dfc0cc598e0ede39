import type { Chance } from './chance.ts';
import type { JobLedger } from './job-ledger.ts';
import { createMeshClient, type MeshClient } from './mesh-client.ts';
import { watchAllJobs } from './watch-all-jobs.ts';
import { WatchRecord } from './watch-record.ts';

/** A stream that broke and was resumed. */
export interface Break {
  /** Milliseconds since 1970. */
  timeMs: number;
  error: string;
}

export interface Watchers {
  records: WatchRecord[];
  breaks: Break[];
  /** Resolves when each watcher has seen the last event of its jobs. */
  stop(): Promise<void>;
}

export interface WatchersOptions {
  address: string;
  /** Watchers of one job after the other. */
  ofOne: number;
  /** Watchers of all jobs. */
  ofAll: number;
  chance: Chance;
  ledger: JobLedger;
}

/** Watchers that share a connection; the death of Envoy breaks all streams of one. */
const WATCHERS_PER_CONNECTION = 10;

/** Watches jobs, each to its last event. To be called before the first job is submitted. */
export async function startWatchers(o: WatchersOptions): Promise<Watchers> {
  const { address, chance, ledger } = o;
  const stopping = new AbortController();
  const records: WatchRecord[] = [];
  const breaks: Break[] = [];
  const onBreak = (error: unknown) => breaks.push({ timeMs: Date.now(), error: String(error) });
  const count = o.ofOne + o.ofAll;
  const clients = Array.from({ length: Math.ceil(count / WATCHERS_PER_CONNECTION) }, () =>
    createMeshClient(address),
  );
  const client = (index: number) => clients[index % clients.length];
  const { watchCursor } = await client(0).rpc.listJobs({ pageSize: 1 });
  const all = Promise.all([
    ...Array.from({ length: o.ofOne }, (_, index) =>
      watchOneByOne(client(index), {
        chance: chance.fork(),
        ledger,
        records,
        onBreak,
        stopping: stopping.signal,
      }),
    ),
    ...Array.from({ length: o.ofAll }, async (_, index) => {
      const watch = { cursor: watchCursor, ledger, onBreak, stopping: stopping.signal };
      records.push(...(await watchAllJobs(client(index), watch)));
    }),
  ]);
  // Whoever stops them hears of it.
  all.catch(() => stopping.abort());
  return {
    records,
    breaks,
    async stop() {
      stopping.abort();
      await all.finally(() => {
        for (const each of clients) each.close();
      });
    },
  };
}

interface OneByOne {
  chance: Chance;
  ledger: JobLedger;
  records: WatchRecord[];
  onBreak(error: unknown): void;
  stopping: AbortSignal;
}

async function watchOneByOne(client: MeshClient, o: OneByOne): Promise<void> {
  const { chance, ledger, stopping } = o;
  const stopped = new Promise<void>((resolve) => {
    stopping.addEventListener('abort', () => resolve(), { once: true });
  });
  while (!stopping.aborted) {
    const open = [...ledger.open];
    if (open.length === 0) {
      await Promise.race([ledger.nextAdded(), stopped]);
      continue;
    }
    const record = new WatchRecord(chance.pick(open), chance.integer(0, 1));
    const { jobId, afterSequence } = record;
    const never = new AbortController().signal;
    for await (const news of client.watch(jobId, { afterSequence, signal: never, onBreak: o.onBreak })) {
      if (news.$case === 'event') record.event(news.value);
      if (news.$case === 'progress') record.progress(news.value);
    }
    ledger.finished(jobId);
    o.records.push(record);
  }
}
