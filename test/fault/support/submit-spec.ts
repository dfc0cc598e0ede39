import { randomUUID } from 'node:crypto';
import type { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import type { MeshClient } from './mesh-client.ts';
import { withRetries } from './retries.ts';

/** Submits a spec until it is accepted; gives the job's id. */
export async function submitSpec(
  client: MeshClient,
  spec: AdSpec,
  requestId: string = randomUUID(),
): Promise<string> {
  const { job } = await withRetries(() => client.rpc.createJob({ requestId, spec }));
  if (!job?.id) throw new Error('the job has no id');
  return job.id;
}
