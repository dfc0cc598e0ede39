import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestMesh } from '../../support/start-test-mesh.ts';

/** Which ModelServing process has which worker id, by what each wrote when it began to listen. */
export async function workerProcesses(mesh: TestMesh): Promise<Map<string, number>> {
  const workers = new Map<string, number>();
  for (const [name, { pid }] of Object.entries(mesh.processes)) {
    if (!name.startsWith('model-serving') || pid === undefined) continue;
    const lines = (await readFile(join(mesh.directory, 'logs', `${name}.log`), 'utf8')).split('\n');
    const listening = lines.findLast((line) => line.includes('"worker_id"'));
    if (listening) workers.set(JSON.parse(listening).worker_id, pid);
  }
  return workers;
}
