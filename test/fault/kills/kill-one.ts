import { setTimeout as delay } from 'node:timers/promises';
import { meshServes } from '../../../scripts/launch/health-probes.ts';
import type { Mesh } from '../../../scripts/launch/start-mesh.ts';
import { isAlive } from '../../support/is-alive.ts';
import { descendants, type SeenProcess, survivors } from '../../support/process-tree.ts';
import { until } from '../../support/until.ts';
import type { Chance } from '../support/chance.ts';
import { chooseTarget, hasModelProcesses, type Victim } from './victims.ts';

/** A kill and what came of it. */
export interface Kill {
  victim: Victim;
  /** The supervised process: the victim itself, or a model process's parent. */
  process: string;
  /** Milliseconds since 1970. */
  timeMs: number;
  /** When everything was healthy again. */
  healthyMs: number;
  /** Children of the victim that were still there a second later. */
  orphans: SeenProcess[];
}

const CHILDREN_GONE_MS = 1_000;
const PROBE_INTERVAL_MS = 25;

/** Kills a process with SIGKILL and resolves when the mesh is whole again. */
export async function killOne(mesh: Mesh, victim: Victim, chance: Chance): Promise<Kill> {
  const { process: name, pid } = chooseTarget(mesh, victim, chance);
  const supervised = mesh.processes[name];
  const { restarts } = supervised;
  const children = descendants(pid);
  const timeMs = Date.now();
  process.kill(pid, 'SIGKILL');

  await until(`${victim} ${pid} did not die`, () => !isAlive(pid));
  const orphans = await remaining(children, timeMs + CHILDREN_GONE_MS);
  if (victim !== 'model process') {
    await until(`${name} was not started again`, () => supervised.restarts > restarts);
    await supervised.ready();
  }
  const replicas = Object.keys(mesh.processes).filter((each) => each.startsWith('model-serving')).length;
  const serves = meshServes(mesh.publicAddress, replicas);
  await until(
    `no health after the death of ${name}`,
    async () => hasModelProcesses(mesh) && (await serves()),
  );
  return { victim, process: name, timeMs, healthyMs: Date.now(), orphans };
}

/** Those that have not ended by then. */
async function remaining(processes: SeenProcess[], untilMs: number): Promise<SeenProcess[]> {
  let left = survivors(processes);
  while (left.length > 0 && Date.now() < untilMs) {
    await delay(PROBE_INTERVAL_MS);
    left = survivors(left);
  }
  return left;
}
