import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';

/** Time between two updates of a job's progress. */
const UPDATE_MS = 250;
/** Size of each of the three results. */
const RESULT_BYTES = 2_000_000;

/**
 * What the bench polls: the way of the system that this one replaces. A job and its pictures come in as JSON with
 * Base64; each answer about it repeats the whole request and holds all results that there are. Making pictures takes
 * the time that the request says, and no processor.
 */
interface PolledJob {
  job_id: string;
  status: 'running' | 'completed';
  progress_percent: number;
  current_step: number;
  updated_at: number;
  parameters: object;
  step1_result: string | null;
  step2_result: string | null;
  final_result: string | null;
}

const jobs = new Map<string, PolledJob>();
/** When each job's updates were made, for the bench itself. */
const updates = new Map<string, number[]>();
const result = randomBytes(RESULT_BYTES);

const server = createServer((request, response) => {
  answer(request).then(
    (body) => send(response, 200, body),
    () => send(response, 404, { detail: 'Not Found' }),
  );
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.on('disconnect', () => process.exit(0));

async function answer(request: IncomingMessage): Promise<object> {
  const [, what, id = ''] = request.url?.split('/') ?? [];
  if (what === 'generate') {
    const parameters = (await json(request)) as { duration_ms: number };
    return { job_id: start(parameters) };
  }
  const found = what === 'updates' ? updates.get(id) : jobs.get(id);
  if (!found) throw new Error('there is no such job');
  return found;
}

function start(parameters: { duration_ms: number }): string {
  const job: PolledJob = {
    ...{ job_id: randomUUID(), status: 'running', progress_percent: 0, current_step: 1, updated_at: nowMs() },
    ...{ parameters, step1_result: null, step2_result: null, final_result: null },
  };
  jobs.set(job.job_id, job);
  updates.set(job.job_id, []);
  void make(job, parameters.duration_ms);
  return job.job_id;
}

async function make(job: PolledJob, durationMs: number): Promise<void> {
  const count = Math.ceil(durationMs / UPDATE_MS);
  for (let done = 1; done <= count; done++) {
    await delay(durationMs / count);
    job.progress_percent = Math.floor((100 * done) / count);
    job.current_step = Math.min(3, 1 + Math.floor((3 * done) / count));
    if (job.current_step > 1) job.step1_result ??= result.toString('base64');
    if (job.current_step > 2) job.step2_result ??= result.toString('base64');
    if (done === count) Object.assign(job, { status: 'completed', final_result: result.toString('base64') });
    job.updated_at = nowMs();
    updates.get(job.job_id)?.push(job.updated_at);
  }
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

function nowMs(): number {
  return performance.timeOrigin + performance.now();
}
