import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readPipelineFolder } from '../../services/model-serving/src/diffusion/pipelines/read-pipeline-folder.ts';
import { until } from '../support/until.ts';
import { hubRepository } from './support/hub-repository.ts';
import { type HubServer, type HubState, startHubServer } from './support/hub-server.ts';
import { runModels, startModels } from './support/run-models.ts';

const COMMIT = 'cc2013d0e6c81288ef39ba1d03e7c790158481f0';
const UNET = 'unet/model.onnx';
const TURBO = hubRepository('sdxl');
const AGREED = ['--accept-licence', 'Stability-AI-Community'];

let dir: string;
let modelsDir: string;
let hub: HubServer;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'models-public-'));
  modelsDir = join(dir, 'models');
  hub = await startHubServer({
    ...{ repository: 'TensorStack/SDXL-Turbo-onnx', commit: COMMIT, files: TURBO },
    ...{ lfsFromBytes: 100_000, pageSize: 10 },
  });
});
afterEach(async () => {
  await hub.close();
  rmSync(dir, { recursive: true });
});

const add = (args = AGREED, env = {}) =>
  runModels(modelsDir, ['add', 'sdxl-turbo', '--hub', hub.url, ...args], env);
const change = (state: Partial<HubState>) => Object.assign(hub.state, state);
const installed = () =>
  existsSync(modelsDir) ? readdirSync(modelsDir).filter((name) => name[0] !== '.') : [];
const kept = () => {
  const parts = join(modelsDir, '.downloads/sdxl-turbo~parts');
  if (!existsSync(parts)) return 0;
  const files = readdirSync(parts).filter((name) => name.endsWith('.part'));
  return files.reduce((sum, name) => sum + statSync(join(parts, name)).size, 0);
};
const sizeOf = (path: string) => TURBO.get(path)?.length ?? 0;
const asked = (path: string) => hub.requests.filter((request) => request.path === path);

test('a public model is shown, fetched, checked and pinned', async () => {
  const { status, stdout, stderr } = await add();
  expect([status, stderr]).toEqual([0, expect.stringContaining('as their digests say')]);
  const sha256 = createHash('sha256')
    .update(TURBO.get(UNET) ?? '')
    .digest('hex');
  expect(stdout).toContain(`${sizeOf(UNET)}  sha256:${sha256}  ${UNET}`);
  expect(stdout).toContain('commercial use needs a registration');
  expect(stdout).toMatch(/one graph after another, .* this machine's budget is .* GB: /);
  const model = join(modelsDir, 'sdxl-turbo');
  const manifest = JSON.parse(readFileSync(join(model, 'manifest.json'), 'utf8'));
  expect(manifest).toMatchObject({
    ...{ id: 'sdxl-turbo', task: 'text-to-image', licence: 'Stability-AI-Community' },
    source: `${hub.url}/TensorStack/SDXL-Turbo-onnx/tree/${COMMIT}`,
  });
  const paths = manifest.files.map(({ path }: { path: string }) => path);
  expect(paths).toContain('controlnet/model.onnx');
  expect(paths).toContain('tokenizer_2/merges.txt');
  expect(paths).not.toContain('tokenizer/model.onnx');
  expect(paths).not.toContain('unet/RyzenAI/model.onnx');
  expect(paths.filter((path: string) => !path.includes('/'))).toEqual(['model_index.json']);
  expect(readdirSync(join(modelsDir, '.downloads'))).toEqual([]);
  expect(await readPipelineFolder(model)).toMatchObject({ family: 'sdxl' });
  const verified = await runModels(modelsDir, ['verify']);
  expect(verified.stdout).toBe('sdxl-turbo: ok\n');
});

test('what FLUX has in "unet" is installed as its transformer, and a free licence asks for nothing', async () => {
  change({
    ...{ repository: 'TensorStack/Flux_schnell-f16-onnx', files: hubRepository('flux') },
    commit: 'dbdef8e25e390c7b71a67e739aa19f28b6734f38',
  });
  const { status, stdout } = await runModels(modelsDir, ['add', 'flux-schnell'], { HF_ENDPOINT: hub.url });
  expect([status, stdout]).toEqual([0, expect.stringContaining('Licence: Apache-2.0')]);
  expect(await readPipelineFolder(join(modelsDir, 'flux-schnell'))).toMatchObject({ family: 'flux' });
});

test('nothing is fetched before its licence is agreed to', async () => {
  const refused = await add([]);
  expect([refused.status, refused.stderr]).toEqual([
    1,
    expect.stringContaining('say --accept-licence Stability-AI-Community'),
  ]);
  const other = await add(['--accept-licence', 'MIT']);
  expect([other.status, other.stderr]).toEqual([1, expect.stringContaining('not MIT: nothing was fetched')]);
  expect([hub.requests, installed()]).toEqual([[], []]);
});

test('a connection that breaks off is taken up where it ended, in the same run', async () => {
  change({ held: { path: UNET, afterBytes: 1_000_000 } });
  const { ended } = startModels(modelsDir, ['add', 'sdxl-turbo', '--hub', hub.url, ...AGREED]);
  await until('the first bytes were not kept', () => kept() === keptBefore(UNET) + 1_000_000);
  change({ held: undefined });
  hub.breakOff();
  expect((await ended).status).toBe(0);
  expect(asked(UNET).map(({ range }) => range)).toEqual([undefined, 'bytes=1000000-']);
  expect(installed()).toEqual(['sdxl-turbo']);
});

test('after a kill only what is missing is fetched', async () => {
  change({ held: { path: UNET, afterBytes: 1_000_000 } });
  const { child, ended } = startModels(modelsDir, ['add', 'sdxl-turbo', '--hub', hub.url, ...AGREED]);
  await until('the first bytes were not kept', () => kept() === keptBefore(UNET) + 1_000_000);
  child.kill('SIGKILL');
  await ended;
  expect(installed()).toEqual([]);
  expect((await runModels(modelsDir, ['list'])).stdout).toContain('sdxl-turbo is downloaded in part');
  change({ held: undefined });
  const before = hub.requests.length;
  expect((await add()).status).toBe(0);
  const [first, ...rest] = hub.requests.slice(before);
  expect(first).toMatchObject({ path: UNET, range: 'bytes=1000000-' });
  expect(rest.every(({ range }) => range === undefined)).toBe(true);
  expect(rest.length).toBeLessThan(10);
});

test.each([
  ['unet/model.onnx', 'SHA-256'],
  ['model_index.json', "git's SHA-1"],
])('%s with another content is refused and deleted', async (path, what) => {
  change({ changed: path });
  const { status, stderr } = await add();
  expect([status, stderr]).toEqual([1, expect.stringContaining(`${path} was fetched with the ${what}`)]);
  expect(installed()).toEqual([]);
  change({ changed: undefined });
  expect((await add()).status).toBe(0);
});

test('a repository that wants a token gets it, where the files are kept does not', async () => {
  change({ token: 'hf_secret' });
  const refused = await add();
  expect([refused.status, refused.stderr]).toEqual([1, expect.stringContaining('set HF_TOKEN')]);
  const { status, stdout, stderr } = await add(AGREED, { HF_TOKEN: 'hf_secret' });
  expect(status).toBe(0);
  expect(hub.requests.length).toBeGreaterThan(0);
  expect(hub.requests.filter(({ authorization }) => authorization !== undefined)).toEqual([]);
  expect(stdout + stderr).not.toContain('hf_secret');
  const manifest = readFileSync(join(modelsDir, 'sdxl-turbo/manifest.json'), 'utf8');
  expect(manifest).not.toContain('hf_secret');
});

test('what is not there, or is no hub, is told in words', async () => {
  change({ repository: 'somebody/else' });
  expect((await add()).stderr).toContain('has no TensorStack/SDXL-Turbo-onnx (any more)');
  change({ repository: 'TensorStack/SDXL-Turbo-onnx', commit: 'a'.repeat(40) });
  expect((await add()).stderr).toContain('gives another commit');
  change({ commit: COMMIT, files: new Map([...TURBO].filter(([path]) => path !== UNET)) });
  expect((await add()).stderr).toContain('has no graph for unet');
  await hub.close();
  expect((await add()).stderr).toContain('does not tell what is in TensorStack/SDXL-Turbo-onnx');
  hub = await startHubServer({ ...hub.state });
  expect(installed()).toEqual([]);
});

test('removing a model that was downloaded in part deletes its parts', async () => {
  change({ changed: UNET });
  await add();
  expect(kept()).toBeGreaterThan(0);
  expect((await runModels(modelsDir, ['remove', 'sdxl-turbo'])).status).toBe(0);
  expect(readdirSync(join(modelsDir, '.downloads'))).toEqual([]);
});

test('the known models are listed with what fits here', async () => {
  const { stdout } = await runModels(modelsDir, ['public'], { MODEL_SERVING_MEMORY_MB: '9000' });
  expect(stdout).toMatch(/^stable-diffusion-v1-5 .* fits one graph after another /m);
  expect(stdout).toMatch(/^flux-dev .* does not fit .*asks for consent/m);
  expect(stdout).toContain("This machine's memory budget is 9.4 GB");
});

/** Bytes of the wanted files that come before one, in the order in which they are fetched. */
function keptBefore(path: string): number {
  const before = hub.requests.slice(
    0,
    hub.requests.findIndex((request) => request.path === path),
  );
  return before.reduce((sum, request) => sum + sizeOf(request.path), 0);
}
