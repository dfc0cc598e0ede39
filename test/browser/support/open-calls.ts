import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { TestMesh } from '../../support/start-test-mesh.ts';

/** Calls to Frontend that are open at this moment, as Envoy counts them: of an idle page, its one watch stream. */
export async function openCalls(mesh: TestMesh): Promise<number> {
  const config = await readFile(join(mesh.directory, 'run/envoy.yaml'), 'utf8');
  const { address, port_value } = parse(config).admin.address.socket_address;
  const response = await fetch(
    `http://${address}:${port_value}/stats?format=json&filter=^cluster.frontend.upstream_rq_active$`,
  );
  const { stats } = (await response.json()) as { stats: Array<{ value: number }> };
  return stats.reduce((sum, { value }) => sum + value, 0);
}
