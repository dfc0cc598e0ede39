import type { Mesh } from '../../../scripts/launch/start-mesh.ts';
import { descendants } from '../../support/process-tree.ts';
import type { Chance } from '../support/chance.ts';

export const VICTIMS = ['frontend', 'backend', 'model-serving', 'model process', 'envoy'] as const;
export type Victim = (typeof VICTIMS)[number];

export interface Target {
  /** Name of the supervised process: the victim itself, or a model process's parent. */
  process: string;
  pid: number;
  /** What it is, in the case of a model process. */
  command: string;
}

/** What the model processes of ModelServing run. */
const MODEL_PROCESSES = /studio-worker-main|model-process-main/;

/** Chooses the process to kill, among the replicas and the model processes that there are. */
export function chooseTarget(mesh: Mesh, victim: Victim, chance: Chance): Target {
  if (victim !== 'model-serving' && victim !== 'model process') return target(mesh, victim);
  const replica = target(mesh, chance.pick(modelServings(mesh)));
  if (victim === 'model-serving') return replica;
  const processes = modelProcesses(replica.pid);
  if (processes.length === 0) throw new Error(`${replica.process} has no model process`);
  const { pid, command } = chance.pick(processes);
  return { process: replica.process, pid, command };
}

/** Whether every slot of ModelServing has its process again. */
export function hasModelProcesses(mesh: Mesh): boolean {
  return modelServings(mesh).every((name) => {
    const { pid } = mesh.processes[name];
    return pid !== undefined && modelProcesses(pid).some(({ command }) => command.includes('studio-worker'));
  });
}

function modelProcesses(pid: number) {
  return descendants(pid).filter(({ command }) => MODEL_PROCESSES.test(command));
}

function modelServings(mesh: Mesh): string[] {
  return Object.keys(mesh.processes).filter((name) => name.startsWith('model-serving'));
}

function target(mesh: Mesh, process: string): Target {
  const { pid } = mesh.processes[process];
  if (pid === undefined) throw new Error(`${process} does not run`);
  return { process, pid, command: process };
}
