import type { ClientHttp2Session } from 'node:http2';
import {
  WatchJobRequest,
  WatchJobResponse,
  WatchJobsRequest,
  WatchJobsResponse,
} from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import { openConnection, openGrpcStream } from './grpc-stream.ts';

/** What a process full of watchers is asked to do. */
export type ClientTask =
  | {
      kind: 'open';
      address: string;
      rpc: 'WatchJob' | 'WatchJobs';
      connections: number;
      streamsPerConnection: number;
    }
  /** Answers when all of its watchers have an event. */
  | { kind: 'await'; sequence: number }
  | { kind: 'close' };

export interface ClientAnswer {
  /** Streams that ended by themselves, and events that came twice, too early or too late. */
  errors: string[];
  /** When the last watcher had the event, milliseconds since 1970. */
  lastMs: number;
}

/** Connections that are being opened at the same time, and streams on each of them. */
const OPENING = 50;
const JOB_ID = '0'.repeat(26);
const REQUESTS = {
  WatchJob: WatchJobRequest.encode(WatchJobRequest.fromPartial({ jobId: JOB_ID })).finish(),
  WatchJobs: WatchJobsRequest.encode(WatchJobsRequest.fromPartial({})).finish(),
};
const RESPONSES = { WatchJob: WatchJobResponse, WatchJobs: WatchJobsResponse };

let sessions: ClientHttp2Session[] = [];
let isClosing = false;
let watchers = 0;
const errors: string[] = [];
/** How many watchers have an event, and when the last of them had it. */
const arrivals = new Map<number, { count: number; lastMs: number; onAll: (() => void) | undefined }>();

function arrivalsOf(sequence: number) {
  const found = arrivals.get(sequence) ?? { count: 0, lastMs: 0, onAll: undefined };
  arrivals.set(sequence, found);
  return found;
}

function openWatch(session: ClientHttp2Session, rpc: 'WatchJob' | 'WatchJobs'): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let lastSequence = 0;
  openGrpcStream(session, `/nanococoa.frontend.v1.FrontendService/${rpc}`, REQUESTS[rpc], {
    onMessage(bytes) {
      // The first message says that the watch is open: an event, or where all jobs are followed from a heartbeat.
      resolve();
      const { news } = RESPONSES[rpc].decode(bytes);
      if (news?.$case !== 'event') return;
      const { sequence } = news.value;
      if (lastSequence > 0 && sequence !== lastSequence + 1) errors.push(`${sequence} after ${lastSequence}`);
      lastSequence = sequence;
      const arrival = arrivalsOf(sequence);
      arrival.count += 1;
      arrival.lastMs = performance.timeOrigin + performance.now();
      if (arrival.count === watchers) arrival.onAll?.();
    },
    onEnd(status) {
      if (!isClosing) errors.push(`a stream ended: ${status}`);
      resolve();
    },
  });
  return promise;
}

async function run(task: ClientTask): Promise<number> {
  if (task.kind === 'open') {
    watchers = task.connections * task.streamsPerConnection;
    isClosing = false;
    arrivals.clear();
    for (let opened = 0; opened < task.connections; opened += OPENING) {
      const count = Math.min(OPENING, task.connections - opened);
      const some = await Promise.all(Array.from({ length: count }, () => openConnection(task.address)));
      sessions.push(...some);
      for (const session of some) session.on('error', (error) => errors.push(error.message));
    }
    for (let turn = 0; turn < task.streamsPerConnection; turn += 1) {
      await Promise.all(sessions.map((session) => openWatch(session, task.rpc)));
    }
    return 0;
  }
  if (task.kind === 'await') {
    const arrival = arrivalsOf(task.sequence);
    if (arrival.count < watchers) await new Promise<void>((resolve) => (arrival.onAll = resolve));
    return arrival.lastMs;
  }
  isClosing = true;
  for (const session of sessions) session.destroy();
  sessions = [];
  return 0;
}

process.on('disconnect', () => process.exit(0));
process.on('message', async (task: ClientTask) => {
  try {
    const lastMs = await run(task);
    process.send?.({ errors: errors.splice(0), lastMs } satisfies ClientAnswer);
  } catch (error) {
    process.send?.({ error: String(error) });
  }
});
