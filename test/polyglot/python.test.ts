import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { glob, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { encodeWatchCursor } from '@nanococoa/backend/jobs/watch-cursor.ts';
import { Job, JobEvent, JobState } from '@nanococoa/proto/common/v1/job.ts';
import { FrontendServiceDefinition } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { ensurePythonPackages } from '../../scripts/setup/ensure-python-packages.mjs';
import { findPython } from '../../scripts/setup/find-python.mjs';
import { startFakeTier } from '../gateway/support/fake-tier.ts';
import { startGateway } from '../gateway/support/start-gateway.ts';
import { createAdClient } from '../support/ad-client.ts';
import { SAMPLE_PHOTO } from '../support/sample-photo.ts';
import { startTestMesh, type TestMesh } from '../support/start-test-mesh.ts';
import { testCertificate } from '../support/test-certificate.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));
let mesh: TestMesh;
let python: string;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  mesh = await startTestMesh();
  const packages = await ensurePythonPackages({ python: () => findPython() });
  python = packages.python;
  const stubs = join(mesh.directory, 'stubs');
  await mkdir(stubs);
  env = {
    ...process.env,
    PYTHONPATH: [packages.packagesDir, stubs, join(root, 'clients/python')].join(':'),
    PYTHONDONTWRITEBYTECODE: '1',
  };
  const protos = await Array.fromAsync(glob('nanococoa/**/*.proto', { cwd: join(root, 'proto') }));
  const output = [`--python_out=${stubs}`, `--grpc_python_out=${stubs}`];
  await run(python, ['-m', 'grpc_tools.protoc', '-I', join(root, 'proto'), ...output, ...protos], { env });
});
afterAll(() => mesh?.end());

async function digestOf(file: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
}

test('a Python caller uploads, makes a job, resumes a watch that breaks, and downloads', async () => {
  const out = join(mesh.directory, 'python.png');
  const script = fileURLToPath(new URL('./watch_broken.py', import.meta.url));
  const { stdout } = await run(python, [script, mesh.publicAddress, SAMPLE_PHOTO, out], { env });
  const seen = JSON.parse(stdout);
  expect(seen.image_id).toBe(await digestOf(SAMPLE_PHOTO));
  expect(seen.job_state).toBe(JobState.SUCCEEDED);
  expect(seen.watch_calls).toBeGreaterThanOrEqual(4);
  expect(seen.sequences).toEqual(seen.sequences.map((_: number, index: number) => index + 1));
  expect(seen.kinds.filter((kind: string) => kind !== 'warning')).toEqual([
    'queued',
    'started',
    ...['step_started', 'step_finished'],
    ...['step_started', 'step_finished'],
    ...['step_started', 'step_finished'],
    'finished',
  ]);
  expect(seen.fractions.length).toBeGreaterThan(3);
  expect(seen.fractions).toEqual(seen.fractions.toSorted((a: number, b: number) => a - b));
  expect(seen.refused).toBe('INVALID_ARGUMENT');
  expect(await digestOf(out)).toBe(seen.result_id);
});

test('a Python caller follows all of its jobs, and resumes a watch that breaks', async () => {
  const script = fileURLToPath(new URL('./watch_jobs_broken.py', import.meta.url));
  const foreign = encodeWatchCursor({ storeId: 'another store', position: 1 });
  const { stdout } = await run(python, [script, mesh.publicAddress, foreign], { env });
  const seen = JSON.parse(stdout);
  expect(seen.calls).toBeGreaterThanOrEqual(6);
  expect(Object.keys(seen.events).toSorted()).toEqual(seen.jobs.toSorted());
  for (const sequences of Object.values<number[]>(seen.events)) {
    expect(sequences.length).toBeGreaterThan(3);
    expect(sequences).toEqual(sequences.map((_, index) => index + 1));
  }
  for (const fractions of Object.values<number[]>(seen.fractions)) {
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
  }
  expect(seen.cursors.every((cursor: string) => cursor !== '')).toBe(true);
  expect(seen.deleted).toEqual([seen.jobs[0]]);
  expect(seen.added).toEqual([seen.jobs[1]]);
  expect(seen.refused).toBe('OUT_OF_RANGE');
});

test('a Python caller cancels and resumes a watch that falls silent, not one that has heartbeats only', async () => {
  const silenceMs = 1_000;
  const jobId = '0'.repeat(26);
  const asked = { watchJob: [] as number[], watchJobs: [] as string[] };
  let cancelled = 0;
  const silence = async (signal: AbortSignal) => {
    await once(signal, 'abort');
    cancelled += 1;
  };
  async function* heartbeats() {
    const endMs = performance.now() + 1.5 * silenceMs;
    while (performance.now() < endMs) yield delay(silenceMs / 10);
  }
  const started = JobEvent.create({ jobId, sequence: 1, event: { $case: 'started', value: {} } });
  const job = Job.create({ id: jobId, state: JobState.SUCCEEDED });
  const finished = JobEvent.create({ jobId, sequence: 2, event: { $case: 'finished', value: { job } } });
  const frontend = await startFakeTier(FrontendServiceDefinition, {
    async *watchJob({ afterSequence }, { signal }) {
      asked.watchJob.push(afterSequence);
      if (afterSequence === 0) {
        yield { news: { $case: 'event', value: started } };
        return await silence(signal);
      }
      for await (const _ of heartbeats()) yield {};
      yield { news: { $case: 'event', value: finished } };
    },
    async *watchJobs({ cursor }, { signal }) {
      asked.watchJobs.push(cursor);
      if (cursor === 'listed') {
        yield { news: { $case: 'event', value: started }, cursor: 'started' };
        return await silence(signal);
      }
      for await (const _ of heartbeats()) yield { cursor };
      yield { news: { $case: 'event', value: finished }, cursor: 'finished' };
    },
  });
  onTestFinished(frontend.close);
  const script = fileURLToPath(new URL('./watch_silent.py', import.meta.url));
  const args = [script, `127.0.0.1:${frontend.port}`, jobId, String(silenceMs / 1000)];
  const { stdout } = await run(python, args, { env, timeout: 20_000 });
  expect(JSON.parse(stdout)).toEqual({ job: [1, 2], jobs: [1, 2] });
  expect(asked).toEqual({ watchJob: [0, 1], watchJobs: ['listed', 'started'] });
  expect(cancelled).toBe(2);
});

test('a Python caller makes an ad in one call, which breaks and is made again', async () => {
  const out = join(mesh.directory, 'generated.png');
  const script = fileURLToPath(new URL('./generate_broken.py', import.meta.url));
  const { stdout } = await run(python, [script, mesh.publicAddress, SAMPLE_PHOTO, out], { env });
  const seen = JSON.parse(stdout);
  expect(seen.calls).toBeGreaterThanOrEqual(4);
  expect(seen.kinds.filter((kind: string) => kind === 'job')).toHaveLength(1);
  expect(seen.kinds[0]).toBe('job');
  expect(seen.sequences).toEqual(seen.sequences.map((_: number, index: number) => index + 1));
  expect(seen.product_id).toBe(await digestOf(SAMPLE_PHOTO));
  expect(seen.result_id).toBe(await digestOf(out));
  expect(seen.refusals).toEqual(['INVALID_ARGUMENT', 'ALREADY_EXISTS']);
});

test.each(['make_ad.py', 'generate_ad.py'])('the example %s makes an ad', async (name) => {
  const out = join(mesh.directory, `${name}.png`);
  const script = join(root, 'clients/python', name);
  const args = ['--address', mesh.publicAddress, '--text', '신메뉴', '--size', '256', '--out', out];
  const { stdout } = await run(python, [script, SAMPLE_PHOTO, ...args], { env });
  expect(stdout).toMatch(/%/);
  expect(existsSync(out)).toBe(true);
});

test('a Python caller calls over TLS with --ca', async () => {
  const frontend = await startFakeTier(FrontendServiceDefinition, {
    listJobs: async () => ({ jobs: [{ id: 'over-tls', state: JobState.RUNNING }] }),
    async *watchJobs(_, { signal }) {
      yield {};
      await once(signal, 'abort');
    },
  });
  onTestFinished(frontend.close);
  const certificate = await testCertificate();
  const gateway = await startGateway({ frontend: frontend.port }, { certificate });
  onTestFinished(gateway.close);
  const script = join(root, 'clients/python/watch_jobs.py');
  const args = [script, '--address', gateway.listeners.public, '--ca', certificate.caPath];
  const follower = spawn(python, args, { env });
  onTestFinished(() => void follower.kill('SIGKILL'));
  let printed = '';
  for (const stream of [follower.stdout, follower.stderr])
    stream.on('data', (text: Buffer) => (printed += text));
  await expect.poll(() => printed).toBe('over-tls JOB_STATE_RUNNING\n');
});

test('the example watch_jobs.py lists the jobs and follows them until Ctrl-C', async () => {
  const script = join(root, 'clients/python/watch_jobs.py');
  const follower = spawn(python, [script, '--address', mesh.publicAddress], { env });
  onTestFinished(() => void follower.kill('SIGKILL'));
  let printed = '';
  follower.stdout.on('data', (text: Buffer) => (printed += text));
  await expect.poll(() => printed, { timeout: 10_000 }).toMatch(/^\w{26} JOB_STATE_SUCCEEDED$/m);
  const ads = createAdClient(mesh.publicAddress);
  onTestFinished(ads.close);
  const { job } = await ads.make({
    text: { content: '특가' },
    output: { width: 256, height: 256 },
    seed: 503,
  });
  await expect.poll(() => printed, { timeout: 10_000 }).toContain(`${job.id} finished`);
  const ended = once(follower, 'exit');
  follower.kill('SIGINT');
  expect(await ended).toEqual([0, null]);
});
