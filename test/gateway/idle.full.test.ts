import { setTimeout as delay } from 'node:timers/promises';
import { fromClientError } from '@nanococoa/common/errors/from-client-error.ts';
import { createRpcClient } from '@nanococoa/common/rpc/client.ts';
import { FrontendServiceDefinition } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import { expect, test } from 'vitest';
import { closing } from './support/closing.ts';
import { startFakeTier } from './support/fake-tier.ts';
import { startGateway } from './support/start-gateway.ts';

const open = closing();
const HEARTBEAT_MS = 15_000;
const frontend = open(
  await startFakeTier(FrontendServiceDefinition, {
    async *watchJob({ jobId }, { signal }) {
      yield { news: { $case: 'heartbeat', value: { time: new Date() } } };
      while (!signal.aborted) {
        await delay(HEARTBEAT_MS);
        if (jobId === 'beating') yield { news: { $case: 'heartbeat', value: { time: new Date() } } };
      }
    },
  }),
);
const gateway = open(await startGateway({ frontend: frontend.port }));
const { client } = open(createRpcClient(FrontendServiceDefinition, { address: gateway.listeners.public }));

test('a stream with heartbeats lives past the idle time-out, one without is ended', {
  timeout: 120_000,
}, async () => {
  const started = performance.now();
  const silent = (async () => {
    for await (const _news of client.watchJob({ jobId: 'silent' }));
  })();
  const ended = silent.then(
    () => undefined,
    (error: unknown) => ({ reason: fromClientError(error)?.reason, afterMs: performance.now() - started }),
  );
  let beats = 0;
  for await (const _news of client.watchJob({ jobId: 'beating' })) {
    beats++;
    if (beats === 6) break;
  }
  expect(performance.now() - started).toBeGreaterThan(5 * HEARTBEAT_MS - 1000);
  const { reason, afterMs } = (await ended) ?? {};
  expect(reason).toBe('UNAVAILABLE');
  expect(afterMs).toBeGreaterThan(59_000);
  expect(afterMs).toBeLessThan(63_000);
});
