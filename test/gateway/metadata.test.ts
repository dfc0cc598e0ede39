import { createRpcClient } from '@nanococoa/common/rpc/client.ts';
import { BackendServiceDefinition } from '@nanococoa/proto/backend/v1/backend_service.ts';
import { FrontendServiceDefinition } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import { Metadata } from 'nice-grpc';
import { beforeEach, expect, test } from 'vitest';
import { closing } from './support/closing.ts';
import { startFakeTier } from './support/fake-tier.ts';
import { startGateway } from './support/start-gateway.ts';

const open = closing();
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

let seen = Metadata();
beforeEach(() => {
  seen = Metadata();
});
const getJob = async ({ jobId }: { jobId: string }, context: { metadata: Metadata }) => {
  seen = context.metadata;
  return { job: { id: jobId } };
};
const frontend = open(await startFakeTier(FrontendServiceDefinition, { getJob }));
const backend = open(await startFakeTier(BackendServiceDefinition, { getJob }));
const gateway = open(await startGateway({ frontend: frontend.port, backend: backend.port }));
const outside = open(
  createRpcClient(FrontendServiceDefinition, { address: gateway.listeners.public }),
).client;
const inside = open(
  createRpcClient(BackendServiceDefinition, { address: gateway.listeners['to-backend'] }),
).client;

/** What the tier sees of metadata that a client sends from outside. */
async function seenFromOutside(metadata: Record<string, string | string[]>): Promise<Metadata> {
  await outside.getJob({ jobId: 'j1' }, { metadata: Metadata(metadata) });
  return seen;
}

test('sets the caller, whatever comes from outside', async () => {
  expect((await seenFromOutside({})).getAll('x-nanococoa-caller')).toEqual(['local']);
  const forged = await seenFromOutside({ 'x-nanococoa-caller': ['mallory', 'root'] });
  expect(forged.getAll('x-nanococoa-caller')).toEqual(['local']);
});

test('drops what steers the tiers or Envoy itself, and passes the rest', async () => {
  const metadata = await seenFromOutside({
    'x-nanococoa-deadline-ms': '1',
    'x-envoy-upstream-rq-timeout-ms': '1',
    'x-envoy-retry-on': '5xx',
    'x-note': 'hello',
  });
  expect(metadata.has('x-nanococoa-deadline-ms')).toBe(false);
  expect(metadata.has('x-envoy-upstream-rq-timeout-ms')).toBe(false);
  expect(metadata.has('x-envoy-retry-on')).toBe(false);
  expect(metadata.get('x-note')).toBe('hello');
});

test('passes the caller on between tiers', async () => {
  await inside.getJob({ jobId: 'j1' }, { metadata: Metadata({ 'x-nanococoa-caller': 'kim' }) });
  expect(seen.getAll('x-nanococoa-caller')).toEqual(['kim']);
});

test('keeps a request id, cuts a long one, makes a missing one', async () => {
  expect((await seenFromOutside({ 'x-request-id': 'order-17' })).get('x-request-id')).toBe('order-17');
  const long = await seenFromOutside({ 'x-request-id': 'r'.repeat(500) });
  expect(long.get('x-request-id')).toBe('r'.repeat(128));
  expect((await seenFromOutside({})).get('x-request-id')).toMatch(UUID);
});
