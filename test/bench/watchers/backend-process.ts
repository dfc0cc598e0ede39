import { createLogger } from '@nanococoa/common/log/create-logger.ts';
import { createRpcServer, implement } from '@nanococoa/common/rpc/server.ts';
import {
  BackendServiceDefinition,
  type BackendServiceImplementation,
} from '@nanococoa/proto/backend/v1/backend_service.ts';
import { JobEvent } from '@nanococoa/proto/common/v1/job.ts';

/** A Backend of one job that says what the bench tells it to; answers 'publish' with the time of the event. */
export type BackendTask = 'publish' | 'watches';
export interface BackendAnswer {
  /** When the event was handed to the watches, milliseconds since 1970. */
  publishedMs: number;
  sequence: number;
  /** Watches that are open. */
  watches: number;
}

const [port] = process.argv.slice(2);
const log: JobEvent[] = [];
const wake = new Set<() => void>();

const rpcs: Partial<BackendServiceImplementation> = {
  async getJob({ jobId }) {
    return { job: { id: jobId, lastSequence: log.length } };
  },
  async *watchJob({ jobId, afterSequence }, { signal }) {
    for await (const event of follow(afterSequence, signal)) {
      yield { news: { $case: 'event', value: { ...event, jobId } } };
    }
  },
  async *watchJobs({ cursor }, { signal }) {
    yield { news: { $case: 'heartbeat', value: { time: new Date() } }, cursor: cursor || `at ${log.length}` };
    for await (const event of follow(cursor ? Number(cursor.slice(3)) : log.length, signal)) {
      yield { news: { $case: 'event', value: event }, cursor: `at ${event.sequence}` };
    }
  },
};

async function* follow(afterSequence: number, signal: AbortSignal): AsyncGenerator<JobEvent> {
  let at = afterSequence;
  while (!signal.aborted) {
    const { promise, resolve } = Promise.withResolvers<void>();
    wake.add(resolve);
    signal.addEventListener('abort', () => resolve(), { once: true });
    while (at < log.length) yield log[at++];
    await promise;
    wake.delete(resolve);
  }
}

function publish(): number {
  const event = {
    $case: 'warning',
    value: { step: 1, warning: { reason: 'BENCH', message: 'An event.' } },
  } as const;
  log.push(
    JobEvent.fromPartial({
      jobId: '0'.repeat(26),
      sequence: log.length + 1,
      time: new Date(),
      event,
    }),
  );
  const publishedMs = performance.timeOrigin + performance.now();
  for (const notify of wake) notify();
  return publishedMs;
}

/** What the bench has no use for. */
const missing = Object.keys(BackendServiceDefinition.methods).map((name) => [
  name,
  () => Promise.reject(new Error('not part of this bench')),
]);
const implementation = { ...Object.fromEntries(missing), ...rpcs } as BackendServiceImplementation;
const server = createRpcServer({
  log: createLogger({ service: 'bench-backend', level: 'silent' }),
  services: [implement(BackendServiceDefinition, implementation)],
});
await server.listen(`127.0.0.1:${port}`);
publish();

process.on('disconnect', () => process.exit(0));
process.on('message', (task: BackendTask) => {
  const publishedMs = task === 'publish' ? publish() : 0;
  process.send?.({ publishedMs, sequence: log.length, watches: wake.size } satisfies BackendAnswer);
});
process.send?.('ready');
