import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { containers } from '@nanococoa/gateway/topologies/containers.ts';
import { singleMachine } from '@nanococoa/gateway/topologies/single-machine.ts';
import { writeEnvoyConfig } from '@nanococoa/gateway/write-config.ts';
import { afterAll, expect, test } from 'vitest';
import { findEnvoy } from '../../scripts/launch/find-envoy.ts';
import { testCertificate } from '../support/test-certificate.ts';
import { closing } from './support/closing.ts';
import { httpRequest } from './support/http-request.ts';
import { startGateway } from './support/start-gateway.ts';

const open = closing();
const run = promisify(execFile);
const dir = await mkdtemp(join(tmpdir(), 'nanococoa-gateway-test-'));
afterAll(() => rm(dir, { recursive: true }));
const tls = { ...(await testCertificate()), secretPath: join(dir, 'tls-secret.yaml') };

test.each([
  ['single machine', singleMachine()],
  ['containers', containers()],
  ['single machine with TLS', singleMachine({ tls })],
  ['containers with TLS', containers({ tls })],
])('Envoy itself finds the configuration for %s right, nothing in it deprecated', async (name, topology) => {
  const configPath = join(dir, `${name}.yaml`);
  await writeEnvoyConfig(configPath, topology);
  const args = ['--mode', 'validate', '--config-path', configPath, '--log-level', 'warning'];
  const { stdout, stderr } = await run(await findEnvoy(), [...args, '--disable-hot-restart']);
  expect(stdout).toContain('OK');
  expect(stderr).toBe('');
});

test('a port that is taken is an error, not a share of its calls', async () => {
  const first = open(await startGateway({}));
  const [host, port] = first.listeners.public.split(':');
  await expect(startGateway({}, { publicListener: { host, port: Number(port) } })).rejects.toThrow(
    /Address already in use/,
  );
});

test('admin pages tell, and change nothing', async () => {
  const gateway = open(await startGateway({}));
  const ready = await httpRequest(gateway.admin, { path: '/ready' });
  expect([ready.status, ready.body.toString()]).toEqual([200, 'LIVE\n']);
  for (const path of ['/quitquitquit', '/healthcheck/fail', '/runtime_modify?x=y', '/config_dump']) {
    expect((await httpRequest(gateway.admin, { method: 'POST', path })).status).toBe(403);
  }
  expect((await httpRequest(gateway.admin, { path: '/ready' })).status).toBe(200);
});

test('the access log has one JSON line a request, without query or metadata', async () => {
  const path = join(dir, 'access.log');
  const gateway = await startGateway({}, { accessLog: { path } });
  await httpRequest(gateway.listeners.public, {
    method: 'POST',
    path: '/a?token=secret-1',
    headers: { 'x-request-id': 'r-1', authorization: 'Bearer secret-2' },
    body: Buffer.from('secret-3'),
  });
  await gateway.close();
  const text = await readFile(path, 'utf8');
  expect(text.trim().split('\n')).toHaveLength(1);
  expect(JSON.parse(text)).toMatchObject({
    listener: 'public',
    request_id: 'r-1',
    path: '/a',
    http_status: 405,
  });
  expect(text).not.toContain('secret');
});
