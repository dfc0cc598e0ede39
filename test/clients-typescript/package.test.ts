import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { AppError } from '@nanococoa/common/errors/app-error.ts';
import { FrontendServiceDefinition } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureClient } from '../../scripts/setup/ensure-client.mjs';
import { ROOT_DIR } from '../../scripts/setup/folders.mjs';
import { closing } from '../gateway/support/closing.ts';
import { startFakeTier } from '../gateway/support/fake-tier.ts';
import { copyDependencies } from './support/copy-dependencies.ts';

const run = promisify(execFile);
const open = closing();
const PACKAGE_DIR = join(ROOT_DIR, 'clients/typescript');

/** What somebody else's program may look like. */
const PROGRAM = `
import { createClient, NanococoaError, Status, type NanococoaClient } from '@nanococoa/client';

const client: NanococoaClient = createClient(process.argv[2] ?? '', { deadlineMs: 10_000 });
const { version, workers } = await client.status();
console.log(version, workers.length);
try {
  for await (const news of client.watch('nobody')) {
    if (news.$case === 'event') console.log(news.value.sequence satisfies number);
  }
} catch (error) {
  if (!(error instanceof NanococoaError)) throw error;
  console.log(error.code === Status.NOT_FOUND, error.reason);
}
// @ts-expect-error a number is no picture
const wrong = () => client.upload(7);
void wrong;
client.close();
`;

let dir: string;
let app: string;
let address: string;

beforeAll(async () => {
  await ensureClient({ node: process.execPath });
  const server = open(
    await startFakeTier(FrontendServiceDefinition, {
      getServerStatus: async () => ({ status: { version: '7.7.7', workers: [{ id: 'w' }] } }),
      // biome-ignore lint/correctness/useYield: it refuses at once
      async *watchJob() {
        throw new AppError('JOB_NOT_FOUND');
      },
    }),
  );
  address = `127.0.0.1:${server.port}`;
  dir = await mkdtemp(join(tmpdir(), 'nanococoa-package-'));
  app = join(dir, 'app');
  await mkdir(app);
  const { stdout } = await run('npm', ['pack', '--silent', '--pack-destination', dir], { cwd: PACKAGE_DIR });
  await copyDependencies(PACKAGE_DIR, ROOT_DIR, app);
  await writeFile(join(app, 'package.json'), JSON.stringify({ name: 'app', private: true, type: 'module' }));
  // An empty cache and no network: everything that it needs is there, or it does not install.
  const options = ['--offline', '--cache', join(dir, 'cache'), '--ignore-scripts', '--no-audit', '--no-fund'];
  await run('npm', ['install', ...options, join(dir, stdout.trim())], { cwd: app });
  await writeFile(join(app, 'program.ts'), PROGRAM);
});
afterAll(() => rm(dir, { recursive: true, force: true }));

test('holds what runs and no sources, no tests, nothing of the services', async () => {
  const files = await readdir(join(app, 'node_modules/@nanococoa/client'), { recursive: true });
  expect(files).toEqual(
    expect.arrayContaining([
      'dist/node.js',
      'dist/browser.js',
      'dist/node.d.ts',
      'dist/proto/nanococoa/common/v1/job.js',
      'dist/protos/nanococoa/frontend/v1/frontend_service.proto',
      'README.md',
    ]),
  );
  expect(
    files.filter((file) => /\.test\.|(?<!\.d)\.ts$|^src|backend|modelserving|\.sources/.test(file)),
  ).toEqual([]);
  const { dependencies } = JSON.parse(await readFile(join(PACKAGE_DIR, 'package.json'), 'utf8'));
  expect(Object.keys(dependencies).filter((name) => name.startsWith('@nanococoa'))).toEqual([]);
});

test('runs in a folder of its own', async () => {
  const { stdout } = await run(process.execPath, ['program.ts', address], { cwd: app });
  expect(stdout.split('\n')).toEqual(['7.7.7 1', 'true JOB_NOT_FOUND', '']);
});

test.each(['nodenext', 'bundler'])(
  'has types that hold from outside, by moduleResolution %s',
  async (resolution) => {
    const tsc = join(ROOT_DIR, 'node_modules/typescript/bin/tsc');
    const module = resolution === 'bundler' ? 'esnext' : resolution;
    const options = ['--target', 'es2022', '--module', module, '--moduleResolution', resolution];
    const libraries = ['--lib', 'es2023,dom,dom.iterable,esnext.disposable', '--types', 'node'];
    await run(process.execPath, [tsc, '--noEmit', '--strict', ...options, ...libraries, 'program.ts'], {
      cwd: app,
    });
  },
);

test('is a browser’s own in a bundle: gRPC-Web, nothing of Node', async () => {
  await writeFile(
    join(app, 'page.js'),
    "import { createClient } from '@nanococoa/client';\nwindow.client = createClient(location.origin);\n",
  );
  const vite = join(ROOT_DIR, 'node_modules/vite/bin/vite.js');
  const config =
    "export default { build: { lib: { entry: 'page.js', formats: ['es'], fileName: 'page' } } };\n";
  await writeFile(join(app, 'vite.config.js'), config);
  const { stdout, stderr } = await run(process.execPath, [vite, 'build'], { cwd: app });
  expect(stdout + stderr).not.toContain('externalized for browser');
  const bundle = await readFile(join(app, 'dist/page.js'), 'utf8');
  expect(bundle).toContain('application/grpc-web');
  expect(bundle).not.toMatch(/from ?"node:|grpc-node|http2/);
});

test('has the command line, which knows the protos', async () => {
  const npx = (...args: string[]) => run('npx', ['--offline', 'nanococoa', ...args], { cwd: app });
  expect((await npx('--help')).stdout).toMatch(/generate .*\n.*watch/);
  const { stdout } = await npx('call', 'GetServerStatus', '{}', '--address', address, '--json');
  expect(JSON.parse(stdout)).toEqual({ status: { version: '7.7.7', workers: [{ id: 'w' }] } });
});
