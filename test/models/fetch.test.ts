import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { until } from '../support/until.ts';
import { makeOnnx } from './support/make-onnx.ts';
import { type ModelServer, type ModelServerState, startModelServer } from './support/model-server.ts';
import { runModels, startModels } from './support/run-models.ts';

const CONTENT = makeOnnx({ weightBytes: 3_000_000 });
const OTHER = makeOnnx({ weightBytes: 3_000_000, c: 9 });
const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

let dir: string;
let modelsDir: string;
let server: ModelServer | undefined;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'models-fetch-'));
  modelsDir = join(dir, 'models');
});
afterEach(async () => {
  await server?.close();
  server = undefined;
  rmSync(dir, { recursive: true });
});

const serve = async (state: Partial<ModelServerState> = {}) => {
  server = await startModelServer({ content: CONTENT, ...state });
  return server;
};
const args = ({ url }: { url: string }, content = CONTENT) => [
  ...['add', url, '--task', 'upscale', '--sha256', digest(content)],
];
const part = () => join(modelsDir, '.downloads/tiny.part');
const visible = () => readdirSync(modelsDir).filter((name) => !name.startsWith('.'));
const partBytes = () => (existsSync(part()) ? statSync(part()).size : 0);

/** Starts an installation and kills it when so much has come. */
async function killedAfter(from: ModelServer, afterBytes: number, signal: 'SIGKILL' | 'SIGINT') {
  from.state.holdAfterBytes = afterBytes;
  const { child, ended } = startModels(modelsDir, args(from));
  await until('the first bytes were not kept', () => partBytes() === afterBytes);
  child.kill(signal);
  const end = await ended;
  from.state.holdAfterBytes = undefined;
  return end;
}

test('a connection that breaks off is taken up where it ended, in the same run', async () => {
  const from = await serve({ holdAfterBytes: 2_000_000 });
  const { ended } = startModels(modelsDir, args(from));
  await until('the first bytes were not kept', () => partBytes() === 2_000_000);
  from.state.holdAfterBytes = undefined;
  from.breakOff();
  const { status, stdout } = await ended;
  expect(stdout).toContain('tiny is installed for upscale');
  expect(status).toBe(0);
  expect(from.ranges).toEqual([undefined, 'bytes=2000000-']);
  expect(from.sentBytes).toEqual([2_000_000, CONTENT.length - 2_000_000]);
  expect(readFileSync(join(modelsDir, 'tiny/tiny.onnx')).equals(CONTENT)).toBe(true);
  const manifest = JSON.parse(readFileSync(join(modelsDir, 'tiny/manifest.json'), 'utf8'));
  expect(manifest.source).toBe(from.url);
  expect(existsSync(part())).toBe(false);
});

test.each(['SIGKILL', 'SIGINT'] as const)(
  'after %s nothing is half installed, and the next run fetches the rest only',
  async (signal) => {
    const from = await serve({ etag: '"1"' });
    const killed = await killedAfter(from, 1_000_000, signal);
    expect(killed.status).toBe(signal === 'SIGKILL' ? 'SIGKILL' : 130);
    if (signal === 'SIGINT') expect(killed.stderr).toContain('What was downloaded is kept');
    expect(visible()).toEqual([]);
    expect((await runModels(modelsDir, ['list'])).stdout).toContain('tiny is downloaded in part');
    expect(await runModels(modelsDir, args(from))).toMatchObject({ status: 0 });
    expect(from.ranges).toEqual([undefined, 'bytes=1000000-']);
    expect(from.sentBytes.reduce((a, b) => a + b)).toBe(CONTENT.length);
    expect(visible()).toEqual(['tiny']);
    expect(await runModels(modelsDir, ['verify'])).toMatchObject({ status: 0, stdout: 'tiny: ok\n' });
  },
);

test.each<[string, (from: ModelServer) => Partial<ModelServerState>, (string | undefined)[]]>([
  ['knows no ranges', () => ({ knowsRanges: false }), [undefined, 'bytes=1000000-']],
  ['has another file meanwhile', () => ({ etag: '"2"', content: OTHER }), [undefined, 'bytes=1000000-']],
])('a server that %s: it begins anew', async (_what, change, ranges) => {
  const from = await serve({ etag: '"1"' });
  await killedAfter(from, 1_000_000, 'SIGKILL');
  Object.assign(from.state, change(from));
  // The digest is of the old content: with a new one the part would not be used at all.
  const { status, stderr } = await runModels(modelsDir, args(from));
  expect(from.ranges).toEqual(ranges);
  expect(from.sentBytes[1]).toBe(CONTENT.length);
  if (from.state.content === CONTENT) return expect(status).toBe(0);
  expect([status, stderr]).toEqual([1, expect.stringContaining('What was fetched has the SHA-256')]);
  expect(visible()).toEqual([]);
});

test('a part of something else is not used, and a part that is already whole needs no byte', async () => {
  const from = await serve();
  await killedAfter(from, 1_000_000, 'SIGKILL');
  from.state.content = OTHER;
  from.state.holdAfterBytes = 2_000_000;
  const { child, ended } = startModels(modelsDir, args(from, OTHER));
  await until('it did not begin anew', () => partBytes() === 2_000_000);
  child.kill('SIGKILL');
  await ended;
  from.state.holdAfterBytes = undefined;
  // As if it had been killed when all was there.
  appendFileSync(part(), OTHER.subarray(2_000_000));
  expect(await runModels(modelsDir, args(from, OTHER))).toMatchObject({ status: 0 });
  expect(from.ranges).toEqual([undefined, undefined, `bytes=${OTHER.length}-`]);
  expect(from.sentBytes).toEqual([1_000_000, 2_000_000, 0]);
});

test('other bytes than the digest says are refused and deleted', async () => {
  const from = await serve({ content: OTHER });
  const { status, stderr } = await runModels(modelsDir, args(from));
  expect(status).toBe(1);
  expect(stderr).toContain(`has the SHA-256 ${digest(OTHER)}, not ${digest(CONTENT)}`);
  expect([visible(), readdirSync(join(modelsDir, '.downloads'))]).toEqual([[], []]);
});

test('bytes that are as the digest says but are no model are refused', async () => {
  const content = Buffer.from('#!/bin/sh\n');
  const from = await serve({ content });
  const { status, stderr } = await runModels(modelsDir, args(from, content));
  expect([status, stderr]).toEqual([1, expect.stringContaining('is refused: it is not an ONNX model')]);
  expect([visible(), readdirSync(join(modelsDir, '.staging'))]).toEqual([[], []]);
});

test('what a server refuses is told at once, and what it leads to must be https too', async () => {
  const from = await serve({ answer: (response) => response.writeHead(404).end() });
  const refused = await runModels(modelsDir, args(from));
  expect([refused.status, refused.stderr]).toEqual([1, expect.stringContaining('answered 404')]);
  from.state.answer = (response) => response.writeHead(302, { location: 'http://example.org/x.onnx' }).end();
  const led = await runModels(modelsDir, args(from));
  expect([led.status, led.stderr]).toEqual([1, expect.stringContaining('by https only')]);
  expect(from.ranges).toHaveLength(2);
});

test('removing a model that was downloaded in part deletes the part', async () => {
  await killedAfter(await serve(), 1_000_000, 'SIGKILL');
  expect(await runModels(modelsDir, ['remove', 'tiny'])).toMatchObject({ status: 0 });
  expect(readdirSync(join(modelsDir, '.downloads'))).toEqual([]);
});

test('npm hands the arguments on, from whatever folder it is called', async () => {
  writeFileSync(join(dir, 'local.onnx'), makeOnnx());
  const command = ['run', '--silent', 'models', '--', 'add', 'local.onnx', '--task', 'upscale'];
  const env = { ...process.env, MODEL_SERVING_MODELS_DIR: modelsDir, INIT_CWD: dir };
  const { stdout } = await promisify(execFile)('npm', ['--prefix', process.cwd(), ...command], {
    cwd: dir,
    env,
  });
  expect(stdout).toContain('local is installed for upscale');
});
