import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { startBenchProcess } from '../harness/bench-process.ts';
import { nowMs } from './ages.ts';

const POLL_MS = 2000;
const JOBS = 6;
/** Clients that ask about the same job, each at its own time. */
const POLLERS = 3;
const PHOTO_BYTES = 2_000_000;

/** What a client that asks every 2 s gets: ages in milliseconds. */
export interface Polled {
  /** Of each update of a job's progress, when the client knew of it or of a newer one. */
  progress: number[];
  /** From the end of a job until the client has its picture. */
  delivery: number[];
}

interface Status {
  status: string;
  updated_at: number;
  final_result: string | null;
}

/** Runs jobs of 4 to 8 s one after another on the polling server and asks about them. */
export async function measurePolling(): Promise<Polled> {
  const server = await startBenchProcess<never, never>(new URL('./polling-server.ts', import.meta.url), {
    greets: true,
  });
  const url = `http://127.0.0.1:${server.hello}`;
  const polled: Polled = { progress: [], delivery: [] };
  try {
    for (let number = 0; number < JOBS; number++) {
      const durationMs = 4000 + 4000 * ((number * 0.618) % 1);
      const jobId = await generate(url, durationMs);
      await Promise.all(Array.from({ length: POLLERS }, () => poll(url, jobId, polled)));
    }
    return polled;
  } finally {
    await server.stop();
  }
}

async function generate(url: string, durationMs: number): Promise<string> {
  const body = JSON.stringify({
    text_content: '특가',
    bg_prompt: 'linen',
    product_image: randomBytes(PHOTO_BYTES).toString('base64'),
    duration_ms: durationMs,
  });
  const response = await fetch(`${url}/generate`, { method: 'POST', body });
  return ((await response.json()) as { job_id: string }).job_id;
}

async function poll(url: string, jobId: string, polled: Polled): Promise<void> {
  const answers: { updatedMs: number; atMs: number }[] = [];
  // Nobody chooses when to begin.
  await delay(Math.random() * POLL_MS);
  for (;;) {
    const status = (await (await fetch(`${url}/status/${jobId}`)).json()) as Status;
    answers.push({ updatedMs: status.updated_at, atMs: nowMs() });
    if (status.status === 'completed') {
      const picture = Buffer.from(status.final_result ?? '', 'base64');
      if (picture.length === 0) throw new Error('A polled job ended without its picture.');
      polled.delivery.push(nowMs() - status.updated_at);
      break;
    }
    await delay(POLL_MS);
  }
  const updates = (await (await fetch(`${url}/updates/${jobId}`)).json()) as number[];
  for (const madeMs of updates) {
    const known = answers.find(({ updatedMs }) => updatedMs >= madeMs);
    if (known) polled.progress.push(known.atMs - madeMs);
  }
}
