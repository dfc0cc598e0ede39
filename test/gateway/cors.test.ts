import { FrontendServiceDefinition } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import { expect, test } from 'vitest';
import { closing } from './support/closing.ts';
import { startFakeTier } from './support/fake-tier.ts';
import { grpcWebFrame } from './support/grpc-web-frame.ts';
import { httpRequest } from './support/http-request.ts';
import { startGateway } from './support/start-gateway.ts';

const open = closing();
const PATH = '/nanococoa.frontend.v1.FrontendService/GetJob';
const STUDIO = 'https://studio.example';

const frontend = open(
  await startFakeTier(FrontendServiceDefinition, { getJob: async () => ({ job: { id: 'j1' } }) }),
);
const sameOriginOnly = open(await startGateway({ frontend: frontend.port })).listeners.public;
const withStudio = open(await startGateway({ frontend: frontend.port }, { allowedOrigins: [STUDIO] }))
  .listeners.public;

function preflight(address: string, origin: string) {
  const headers = {
    origin,
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'content-type,x-grpc-web',
  };
  return httpRequest(address, { method: 'OPTIONS', path: PATH, headers });
}

function call(address: string, origin: string) {
  const headers = { origin, 'content-type': 'application/grpc-web+proto' };
  return httpRequest(address, { method: 'POST', path: PATH, headers, body: grpcWebFrame(new Uint8Array()) });
}

test('gives no other origin permission by default, and serves its own', async () => {
  const asked = await preflight(sameOriginOnly, STUDIO);
  expect(asked.headers).not.toHaveProperty('access-control-allow-origin');
  const own = await call(sameOriginOnly, `http://${sameOriginOnly}`);
  expect(own.status).toBe(200);
  expect(own.headers).not.toHaveProperty('access-control-allow-origin');
});

test('gives a named origin permission, and shows it the gRPC status', async () => {
  const asked = await preflight(withStudio, STUDIO);
  expect(asked.status).toBe(200);
  expect(asked.headers['access-control-allow-origin']).toBe(STUDIO);
  expect(asked.headers['access-control-allow-headers']).toContain('x-grpc-web');
  const answer = await call(withStudio, STUDIO);
  expect(answer.headers['access-control-allow-origin']).toBe(STUDIO);
  for (const name of ['grpc-status', 'grpc-message', 'grpc-status-details-bin']) {
    expect(answer.headers['access-control-expose-headers']).toContain(name);
  }
});

test('gives an origin that is not named none', async () => {
  const asked = await preflight(withStudio, 'https://studio.example.evil.example');
  expect(asked.headers).not.toHaveProperty('access-control-allow-origin');
});
