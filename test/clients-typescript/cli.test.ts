import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FONTS } from '@nanococoa/common/fonts/font-catalogue.ts';
import { Job, JobEvent, JobProgress, JobState } from '@nanococoa/proto/common/v1/job.ts';
import type { GenerateAdRequest } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import { FrontendServiceDefinition } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { runCli } from '../../clients/typescript/src/cli/run-cli.ts';
import { createScriptedJobs } from '../browser/support/scripted-jobs.ts';
import { runOf } from '../browser/support/scripted-run.ts';
import { createScriptedUploads } from '../browser/support/scripted-uploads.ts';
import { closing } from '../gateway/support/closing.ts';
import { startFakeTier } from '../gateway/support/fake-tier.ts';
import { startGateway } from '../gateway/support/start-gateway.ts';
import { SAMPLE_PHOTO } from '../support/sample-photo.ts';
import { testCertificate } from '../support/test-certificate.ts';

const PROTOS = fileURLToPath(new URL('../../proto', import.meta.url));
const open = closing();
const uploads = createScriptedUploads();
let jobs = createScriptedJobs();
let dir: string;
let address: string;
let frontendPort: number;
let photo: Buffer;
/** What GenerateAd has been asked, and how it ends. */
const ads = { requests: [] as GenerateAdRequest[], state: JobState.SUCCEEDED as JobState };

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'nanococoa-cli-'));
  photo = await readFile(SAMPLE_PHOTO);
  const server = await startFakeTier(FrontendServiceDefinition, {
    ...uploads.methods,
    createJob: (request) => jobs.methods.createJob(request),
    rerunJob: (request) => jobs.methods.rerunJob(request),
    getJob: (request) => jobs.methods.getJob(request),
    cancelJob: (request) => jobs.methods.cancelJob(request),
    listJobs: (request) => jobs.methods.listJobs(request),
    watchJob: (request, context) => jobs.methods.watchJob(request, context),
    listFonts: async () => ({ fonts: [...FONTS] }),
    async *downloadFont({ fontId, text }) {
      const data = Buffer.from(`${fontId} ${text}`);
      const sha256 = createHash('sha256').update(data).digest('hex');
      yield { chunk: { font: { fontId, mediaType: 'font/otf' }, offset: 0, data, sha256 } };
    },
    recommendFonts: async ({ copy, prompt }) => ({
      fonts: [{ fontId: FONTS[1].id, score: 1, reason: { en: `for ${copy}, ${prompt}`, ko: '' } }],
    }),
    listModels: async () => ({
      models: [
        { id: 'canny', task: 'control', tasks: ['control'], family: 'sdxl', licence: 'openrail++' },
        { id: 'u2netp', task: 'cutout', loaded: true, memoryBytes: 64 * 1024 * 1024, licence: 'Apache-2.0' },
      ],
      engines: ['diffusion', 'studio'],
    }),
    getServerStatus: async () => ({ status: { version: '7.7.7', queueCapacity: 9 } }),
    async *generateAd(requests) {
      const pieces: Uint8Array[] = [];
      for await (const request of requests) {
        ads.requests.push(request);
        if (request.part?.$case === 'chunk') pieces.push(request.part.value.data);
      }
      const bytes = Buffer.concat(pieces);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const { state } = ads;
      const result = state === JobState.SUCCEEDED ? { id: sha256, mediaType: 'image/png' } : undefined;
      const error =
        state === JobState.FAILED
          ? { code: 13, reason: 'STEP_FAILED', message: 'It broke.', step: 2 }
          : undefined;
      const job = Job.fromPartial({ id: 'J1', state, result, error });
      const finished = { $case: 'finished' as const, value: { job } };
      yield { part: { $case: 'job', value: { id: 'J1' } } };
      yield {
        part: {
          $case: 'progress',
          value: JobProgress.fromPartial({ jobId: 'J1', step: 1, message: 'Working', preview: bytes }),
        },
      };
      yield {
        part: { $case: 'event', value: JobEvent.fromPartial({ jobId: 'J1', sequence: 1, event: finished }) },
      };
      if (result) yield { part: { $case: 'chunk', value: { offset: 0, data: bytes, sha256 } } };
    },
  });
  open(server);
  frontendPort = server.port;
  address = `127.0.0.1:${frontendPort}`;
});
beforeEach(() => {
  jobs = createScriptedJobs();
  ads.requests = [];
  ads.state = JobState.SUCCEEDED;
});
afterAll(() => rm(dir, { recursive: true, force: true }));

/** Runs the command line; gives its exit code and what it wrote. */
const nanococoa = (...args: string[]) => nanococoaIn({ NANOCOCOA_ADDRESS: address }, ...args);

async function nanococoaIn(env: Record<string, string>, ...args: string[]) {
  const written = { stdout: '', stderr: '' };
  const streamOf = (name: 'stdout' | 'stderr') => ({
    isTTY: false,
    write: (text: string | Uint8Array) => Boolean((written[name] += text)),
  });
  const code = await runCli(args, {
    stdout: streamOf('stdout') as never,
    stderr: streamOf('stderr') as never,
    env,
    signal: new AbortController().signal,
  });
  const json = () =>
    written.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
  return { code, ...written, json };
}

test('generate brings the photo, shows progress, and writes the ad', async () => {
  const file = join(dir, 'ad.webp');
  const { code, stdout, stderr } = await nanococoa(
    ...['generate', SAMPLE_PHOTO, '--prompt', 'a café', '--text', 'LATTE', '--size', '320x200', '-o', file],
  );
  expect({ code, stdout }).toEqual({ code: 0, stdout: `${file}\n` });
  expect(stderr).toMatch(/uploading .*\njob J1\nstep 1 of 3.*Working\n/);
  expect((await readFile(file)).equals(photo)).toBe(true);
  expect(ads.requests[0].part).toMatchObject({
    value: {
      spec: {
        background: { prompt: 'a café' },
        text: { content: 'LATTE' },
        output: { width: 320, height: 200, mediaType: 'image/webp' },
      },
    },
  });
});

test('with --json every line is an object, without pictures in it', async () => {
  const { code, json, stderr } = await nanococoa(
    'generate',
    SAMPLE_PHOTO,
    '-o',
    join(dir, 'ad.png'),
    '--json',
  );
  expect([code, stderr]).toEqual([0, '']);
  expect(json().map(({ type }) => type)).toEqual(['job', 'progress', 'event', 'result']);
  expect(json()[1].progress).toEqual({ jobId: 'J1', step: 1, message: 'Working' });
  expect(json()[3]).toMatchObject({
    file: join(dir, 'ad.png'),
    job: { id: 'J1', state: 'JOB_STATE_SUCCEEDED' },
  });
});

test('a failed job, a cancelled job, a missing file, a wrong word: each has its exit code', async () => {
  ads.state = JobState.FAILED;
  const failed = await nanococoa('generate', '--json', '-o', join(dir, 'none.png'));
  expect(failed.code).toBe(7);
  expect(failed.json().at(-1)).toMatchObject({
    type: 'error',
    reason: 'STEP_FAILED',
    metadata: { step: '2' },
  });
  ads.state = JobState.CANCELLED;
  expect((await nanococoa('generate', '-o', join(dir, 'none.png'))).code).toBe(8);
  expect((await nanococoa('generate', join(dir, 'no-such.png'))).code).toBe(11);
  const unknown = await nanococoa('watch', 'nobody');
  expect(unknown).toMatchObject({ code: 4, stderr: 'nanococoa: There is no such job. (JOB_NOT_FOUND)\n' });
  expect(await nanococoa('generat')).toMatchObject({
    code: 2,
    stderr: 'nanococoa: There is no command generat. Did you mean generate? See nanococoa --help.\n',
  });
  expect((await nanococoa('watch')).stderr).toContain('Something is missing: nanococoa watch JOB');
  expect((await nanococoa('status', '--address', 'ftp://ads.example')).code).toBe(2);
  const nobody = await nanococoa('status', '--address', '127.0.0.1:1', '--wait', '0');
  expect(nobody.code).toBe(5);
  expect(nobody.stderr).toContain('127.0.0.1:1 cannot be reached');
});

test('watch goes on over a broken stream to the end, and fetches the result', async () => {
  const { job } = await jobs.methods.createJob({ requestId: 'r', spec: undefined } as never);
  const scripted = jobs.jobs[0];
  const run = runOf(scripted);
  const file = join(dir, 'watched.png');
  const watching = nanococoa('watch', job.id, '-o', file);
  await expect.poll(() => jobs.watches.open).toBe(1);
  jobs.cutWatches();
  run.startJob();
  run.succeed(uploads.put(photo, 600, 400));
  expect(await watching).toMatchObject({ code: 0, stdout: `${file}\n` });
  expect((await watching).stderr).toContain('the connection is lost: trying again');
  expect((await readFile(file)).equals(photo)).toBe(true);
  expect(jobs.watches.opened).toBe(2);
});

test('jobs, cancel, rerun', async () => {
  const create = (requestId: string) => jobs.methods.createJob({ requestId, spec: undefined } as never);
  const { job } = await create('first');
  const cancelled = await nanococoa('cancel', job.id);
  expect(cancelled.stdout).toContain(`${job.id}  cancelled`);
  await create('second');
  const found = await nanococoa(
    'jobs',
    '--search',
    job.id.slice(0, 10).toLowerCase(),
    '--state',
    'cancelled',
  );
  expect(found.stdout).toContain(job.id);
  expect((await nanococoa('jobs', '--search', '없는말')).stdout).toBe('');
  const listed = await nanococoa('jobs', '--limit', '1');
  expect(listed.stdout.split('\n')).toHaveLength(2);
  expect(listed.stdout).toContain('queued');

  const rerunning = nanococoa('rerun', job.id, '--set', 'text.content=신메뉴', '--seed', '3');
  await expect.poll(() => jobs.watches.open).toBe(1);
  expect(jobs.reruns.at(-1)).toMatchObject({
    jobId: job.id,
    updateMask: ['seed', 'text.content'],
    spec: { text: { content: '신메뉴' }, seed: 3 },
  });
  const image = uploads.put(photo, 600, 400);
  runOf(jobs.jobs[0]).succeed(image);
  expect((await rerunning).stdout).toContain(image.id);
});

test('fonts, status, call', async () => {
  expect((await nanococoa('fonts')).stdout.split('\n')).toHaveLength(FONTS.length + 1);
  const fitting = await nanococoa('fonts', '--copy', 'SALE', '--mood', 'loud');
  expect(fitting.stdout).toContain(FONTS[1].id);
  expect(fitting.stdout).toContain('for SALE, loud');
  const fontPath = join(dir, 'font.otf');
  const [fontId] = FONTS.map(({ id }) => id);
  const downloaded = await nanococoa('fonts', '--download', fontId, '--text', '특가', '-o', fontPath);
  expect(downloaded.stdout).toBe(`${fontPath}  ${Buffer.byteLength(`${fontId} 특가`)} bytes, OFL-1.1\n`);
  expect(await readFile(fontPath, 'utf8')).toBe(`${fontId} 특가`);
  expect(await nanococoa('fonts', '--text', '특가')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--text goes with --download ID.'),
  });
  expect((await nanococoa('status')).stdout).toContain('nanoCocoa 7.7.7: 0 running, 0 of at most 9 waiting');

  const call = (...args: string[]) => nanococoa('call', ...args, '--protos', PROTOS, '--json');
  expect((await call('FrontendService/GetServerStatus')).json()).toEqual([
    { status: { version: '7.7.7', queue_capacity: 9 } },
  ]);
  const chunk = { image: { size_bytes: 3 }, data: Buffer.from('abc').toString('base64') };
  const parts = JSON.stringify([{ job: { request_id: 'r' } }, { chunk }]);
  const answers = (await call('GenerateAd', parts)).json();
  expect(answers.map((answer) => Object.keys(answer)[0])).toEqual(['job', 'progress', 'event', 'chunk']);
  expect(answers[3].chunk.data).toBe(chunk.data);
  expect(await call('FrontendService/GetJob', '{"job_id":"x"}')).toMatchObject({ code: 4 });
  expect((await call('FrontendService/GetJobb')).json()).toMatchObject([
    { message: expect.stringContaining('Did you mean GetJob?'), code: 'USAGE' },
  ]);
  expect((await call('FrontendService/GetJob', '{')).code).toBe(2);
});

test('models', async () => {
  expect((await nanococoa('models')).stdout.split('\n')).toEqual([
    `${'canny'.padEnd(26)}  sdxl: control, openrail++`,
    `${'u2netp'.padEnd(26)}  cutout, 64 MiB in memory, Apache-2.0`,
    'engines: diffusion, studio',
    '',
  ]);
  const answers = (await nanococoa('models', '--json')).json();
  expect(answers.map(({ type }) => type)).toEqual(['model', 'model', 'engines']);
  expect(answers[0].model).toMatchObject({ id: 'canny', family: 'sdxl' });
});

test('over TLS, with the authority as an option or from the environment', async () => {
  const certificate = await testCertificate();
  const gateway = open(await startGateway({ frontend: frontendPort }, { certificate }));
  const origin = `https://localhost:${gateway.listeners.public.split(':')[1]}`;
  const status = (env: Record<string, string>, ...args: string[]) =>
    nanococoaIn({ NANOCOCOA_ADDRESS: origin, ...env }, 'status', '--wait', '0', ...args);
  expect((await status({}, '--ca', certificate.caPath)).stdout).toContain('7.7.7');
  expect((await status({ NANOCOCOA_CA: certificate.caPath })).stdout).toContain('7.7.7');
  // Of the environment, it is for addresses with TLS only.
  const plain = await status({ NANOCOCOA_CA: certificate.caPath }, '--address', `http://${address}`);
  expect(plain.stdout).toContain('7.7.7');
  expect(await status({})).toMatchObject({ code: 5, stderr: expect.stringContaining('--ca') });
  expect((await status({}, '--ca', join(dir, 'no-such.pem'))).code).toBe(11);
});
