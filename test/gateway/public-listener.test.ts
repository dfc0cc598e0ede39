import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRpcClient } from '@nanococoa/common/rpc/client.ts';
import { BackendServiceDefinition } from '@nanococoa/proto/backend/v1/backend_service.ts';
import { FrontendServiceDefinition } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import { ModelServingServiceDefinition } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import { Metadata, Status } from 'nice-grpc';
import { HealthDefinition } from 'nice-grpc-server-health';
import { expect, test } from 'vitest';
import { closing } from './support/closing.ts';
import { startFakeTier } from './support/fake-tier.ts';
import { grpcWebFrame } from './support/grpc-web-frame.ts';
import { httpRequest } from './support/http-request.ts';
import { startGateway } from './support/start-gateway.ts';

const open = closing();
const GRPC_WEB = { 'content-type': 'application/grpc-web+proto', 'x-grpc-web': '1' };

const web = createServer((request, response) => response.end(`page of ${request.url}`));
await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
open(web);
const frontend = open(
  await startFakeTier(FrontendServiceDefinition, {
    getJob: async ({ jobId }) => ({ job: { id: jobId } }),
  }),
);
const backend = open(
  await startFakeTier(BackendServiceDefinition, { getJob: async () => ({ job: { id: 'leaked' } }) }),
);
const gateway = open(
  await startGateway({
    frontend: frontend.port,
    web: (web.address() as AddressInfo).port,
    backend: backend.port,
    modelServing: [backend.port],
  }),
);
const address = gateway.listeners.public;

test('routes FrontendService and health by gRPC', async () => {
  const { client } = open(createRpcClient(FrontendServiceDefinition, { address }));
  expect((await client.getJob({ jobId: 'j1' })).job?.id).toBe('j1');
  const health = open(createRpcClient(HealthDefinition, { address }));
  expect((await health.client.check({ service: '' })).status).toBe(1);
});

test('answers UNIMPLEMENTED for backend.v1, modelserving.v1 and reflection', async () => {
  const backendClient = open(createRpcClient(BackendServiceDefinition, { address })).client;
  await expect(backendClient.getJob({ jobId: 'j1' })).rejects.toMatchObject({ code: Status.UNIMPLEMENTED });
  const watching = backendClient.watchJob({ jobId: 'j1' })[Symbol.asyncIterator]();
  await expect(watching.next()).rejects.toMatchObject({ code: Status.UNIMPLEMENTED });

  const modelServing = open(createRpcClient(ModelServingServiceDefinition, { address })).client;
  const running = modelServing.runStep((async function* () {})())[Symbol.asyncIterator]();
  await expect(running.next()).rejects.toMatchObject({ code: Status.UNIMPLEMENTED });

  const reflection = await httpRequest(address, {
    method: 'POST',
    path: '/grpc.reflection.v1.ServerReflection/ServerReflectionInfo',
    headers: { 'content-type': 'application/grpc-web+proto' },
    body: grpcWebFrame(new Uint8Array()),
  });
  expect(reflection.headers['grpc-status']).toBe(String(Status.UNIMPLEMENTED));
});

test.each([
  '/nanococoa.backend.v1.BackendService/GetJob',
  '/x/../nanococoa.backend.v1.BackendService/GetJob',
  '//nanococoa.backend.v1.BackendService/GetJob',
])('answers UNIMPLEMENTED to gRPC-Web at %s, trailers only', async (path) => {
  for (const contentType of ['application/grpc-web+proto', 'application/grpc-web-text', 'application/grpc']) {
    const answer = await httpRequest(address, {
      method: 'POST',
      path,
      headers: { 'content-type': contentType },
      body: grpcWebFrame(new Uint8Array()),
    });
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toMatch(/^application\/grpc/);
    expect(answer.headers['grpc-status']).toBe(String(Status.UNIMPLEMENTED));
    expect(answer.body).toHaveLength(0);
  }
});

test('serves the web app to GET and HEAD only', async () => {
  const page = await httpRequest(address, { path: '/jobs/j1?tab=steps' });
  expect([page.status, page.body.toString()]).toEqual([200, 'page of /jobs/j1?tab=steps']);
  expect((await httpRequest(address, { method: 'HEAD' })).status).toBe(200);
  expect((await httpRequest(address, { method: 'POST' })).status).toBe(405);
  expect((await httpRequest(address, { method: 'DELETE', path: '/jobs/j1' })).status).toBe(405);
});

test('does not hand a form post to FrontendService', async () => {
  const answer = await httpRequest(address, {
    method: 'POST',
    path: '/nanococoa.frontend.v1.FrontendService/GetJob',
    headers: { 'content-type': 'text/plain' },
  });
  expect(answer.status).toBe(405);
});

test('refuses paths with escaped slashes', async () => {
  expect((await httpRequest(address, { path: '/a%2f..%2fb' })).status).toBe(400);
});

test('answers to the names of this machine only', async () => {
  const port = address.split(':')[1];
  for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, 'localhost']) {
    expect((await httpRequest(address, { headers: { host } })).status).toBe(200);
  }
  expect((await httpRequest(address, { headers: { host: `rebound.example:${port}` } })).status).toBe(403);
  const call = await httpRequest(address, {
    method: 'POST',
    path: '/nanococoa.frontend.v1.FrontendService/GetJob',
    headers: { ...GRPC_WEB, host: 'rebound.example' },
    body: grpcWebFrame(new Uint8Array()),
  });
  expect(call.headers['grpc-status']).toBe(String(Status.PERMISSION_DENIED));
});

test('refuses metadata above its limit', async () => {
  const { client } = open(createRpcClient(FrontendServiceDefinition, { address }));
  const metadata = Metadata({ 'x-note': 'n'.repeat(20 * 1024) });
  await expect(client.getJob({ jobId: 'j1' }, { metadata })).rejects.toThrow();
  expect((await client.getJob({ jobId: 'j2' })).job?.id).toBe('j2');
});
