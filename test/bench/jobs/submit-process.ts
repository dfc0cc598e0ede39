import { randomUUID } from 'node:crypto';
import { createRpcClient } from '@nanococoa/common/rpc/client.ts';
import { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { FrontendServiceDefinition } from '@nanococoa/proto/frontend/v1/frontend_service.ts';

/** So many callers, each on a connection of its own, create so many jobs in all. */
export interface SubmitTask {
  address: string;
  callers: number;
  jobs: number;
}

const spec = AdSpec.fromPartial({
  background: { prompt: 'linen' },
  output: { width: 64, height: 64 },
  stopStep: 1,
});

process.on('message', (task: SubmitTask) => {
  submit(task).then(
    (perSecond) => process.send?.({ perSecond }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));

async function submit({ address, callers, jobs }: SubmitTask): Promise<number> {
  const rpcs = Array.from({ length: callers }, () => createRpcClient(FrontendServiceDefinition, { address }));
  // A connection costs a few milliseconds, once for each caller.
  await Promise.all(rpcs.map(({ client }) => client.listFonts({})));
  let left = jobs;
  const start = performance.now();
  await Promise.all(
    rpcs.map(async ({ client }) => {
      while (left-- > 0) await client.createJob({ requestId: randomUUID(), spec });
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  for (const { close } of rpcs) close();
  return jobs / seconds;
}
