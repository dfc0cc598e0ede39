import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { FrontendServiceDefinition } from '@nanococoa/proto/frontend/v1/frontend_service.ts';
import { expect, test } from 'vitest';
import { closing } from '../gateway/support/closing.ts';
import { startFakeTier } from '../gateway/support/fake-tier.ts';
import { startGateway } from '../gateway/support/start-gateway.ts';
import { readCompose } from './support/read-compose.ts';
import { ROOT } from './support/root.ts';

const open = closing();
const SCRIPT = join(ROOT, 'deploy/docker/healthcheck.ts');

test("an image's health check follows its server's health", async () => {
  const tier = await startFakeTier(FrontendServiceDefinition, {});
  expect(await exitCode(process.execPath, [SCRIPT, `127.0.0.1:${tier.port}`])).toBe(0);
  await tier.close();
  expect(await exitCode(process.execPath, [SCRIPT, `127.0.0.1:${tier.port}`])).toBe(1);
});

test("the gateway's health check follows Envoy", async () => {
  const [how, command, ...args] = readCompose('compose.yaml').services.gateway.healthcheck?.test ?? [];
  expect(how).toBe('CMD');
  const gateway = open(await startGateway({}));
  const asking = (port: string | undefined) => args.map((arg) => arg.replace('50064', port ?? ''));
  expect(await exitCode(command, asking(gateway.admin.split(':')[1]))).toBe(0);
  expect(await exitCode(command, asking('1'))).not.toBe(0);
});

function exitCode(command: string, args: string[]): Promise<number | null> {
  return new Promise((resolve) => {
    const child = execFile(command, args, { timeout: 10_000 }, () => resolve(child.exitCode));
  });
}
