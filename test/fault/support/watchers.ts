import { createHash } from 'node:crypto';
import { JobEvent } from '@nanococoa/proto/common/v1/job.ts';
import type { Chance } from './chance.ts';
import type { JobLedger } from './job-ledger.ts';
import { createMeshClient, type MeshClient } from './mesh-client.ts';

/** What one watcher saw of one job. */
export interface WatchRecord {
  jobId: string;
  /** The watch began after this event. */
  afterSequence: number;
  /** In the order of their arrival. */
  events: SeenEvent[];
  /** Fractions that went back within an attempt. */
  steppedBack: string[];
}

export interface SeenEvent {
  sequence: number;
  /** Of its bytes: the same event looks the same to everybody. */
  digest: string;
}

/** A stream that broke and was resumed. */
export interface Break {
  /** Milliseconds since 1970. */
  timeMs: number;
  error: string;
}

export interface Watchers {
  records: WatchRecord[];
  breaks: Break[];
  /** Resolves when each watcher has seen the last event of its job. */
  stop(): Promise<void>;
}

/** Watchers that share a connection; the death of Envoy breaks all streams of one. */
const WATCHERS_PER_CONNECTION = 10;

export interface WatchersOptions {
  address: string;
  count: number;
  chance: Chance;
  ledger: JobLedger;
}

/** Watches jobs that are not finished yet, each watcher one after the other, to their last event. */
export function startWatchers({ address, count, chance, ledger }: WatchersOptions): Watchers {
  const stopping = new AbortController();
  const records: WatchRecord[] = [];
  const breaks: Break[] = [];
  const clients = Array.from({ length: Math.ceil(count / WATCHERS_PER_CONNECTION) }, () =>
    createMeshClient(address),
  );
  const stopped = new Promise<void>((resolve) => {
    stopping.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  const onBreak = (error: unknown) => breaks.push({ timeMs: Date.now(), error: String(error) });

  const watchOn = async (client: MeshClient, own: Chance) => {
    while (!stopping.signal.aborted) {
      const open = [...ledger.open];
      if (open.length === 0) {
        await Promise.race([ledger.nextAdded(), stopped]);
        continue;
      }
      const record = await watchOne(client, own.pick(open), own.integer(0, 1), onBreak);
      ledger.finished(record.jobId);
      records.push(record);
    }
  };
  const all = Promise.all(
    Array.from({ length: count }, (_, index) => watchOn(clients[index % clients.length], chance.fork())),
  );
  // Whoever stops them hears of it.
  all.catch(() => stopping.abort());
  return {
    records,
    breaks,
    async stop() {
      stopping.abort();
      await all.finally(() => {
        for (const client of clients) client.close();
      });
    },
  };
}

async function watchOne(
  client: MeshClient,
  jobId: string,
  afterSequence: number,
  onBreak: (error: unknown) => void,
): Promise<WatchRecord> {
  const record: WatchRecord = { jobId, afterSequence, events: [], steppedBack: [] };
  const never = new AbortController().signal;
  let fraction = 0;
  for await (const news of client.watch(jobId, { afterSequence, signal: never, onBreak })) {
    if (news.$case === 'event') {
      record.events.push(seen(news.value));
      if (news.value.event?.$case === 'retrying') fraction = 0;
    } else if (news.$case === 'progress') {
      const { step, fraction: next, time } = news.value;
      if (next < fraction)
        record.steppedBack.push(`step ${step}, ${fraction} to ${next} at ${time?.toISOString()}`);
      fraction = next;
    }
  }
  return record;
}

/** What is kept of an event. */
export function seen(event: JobEvent): SeenEvent {
  const digest = createHash('sha256').update(JobEvent.encode(event).finish()).digest('base64');
  return { sequence: event.sequence, digest };
}
