import { setTimeout as delay } from 'node:timers/promises';
import { JobState } from '@nanococoa/proto/common/v1/job.ts';
import { startMesh } from '../../../scripts/launch/start-mesh.ts';
import { descendants, type SeenProcess, survivors } from '../../support/process-tree.ts';
import { startTestMesh, type TestMesh } from '../../support/start-test-mesh.ts';
import { startCallers } from '../support/callers.ts';
import { type Chance, createChance } from '../support/chance.ts';
import { type FinalJob, replayJobs } from '../support/final-replay.ts';
import { JobLedger } from '../support/job-ledger.ts';
import { leftovers } from '../support/leftovers.ts';
import { createMeshClient, type MeshClient } from '../support/mesh-client.ts';
import { withRetries } from '../support/retries.ts';
import { runUndisturbed } from '../support/undisturbed.ts';
import { startWatchers, type Watchers } from '../support/watchers.ts';
import { type JobFindings, judgeJobs } from './judge-jobs.ts';
import { judgeWatchers, type WatcherFindings } from './judge-watchers.ts';
import { type Kill, killOne } from './kill-one.ts';
import { VICTIMS, type Victim } from './victims.ts';

export interface KillsOptions {
  seed: number;
  kills: number;
  /** A fifth of them watch all jobs, the others one after the other. */
  watchers: number;
  /** Callers that submit jobs, one after the other each. */
  callers: number;
  log(line: string): void;
}

export interface KillsReport extends JobFindings, WatcherFindings {
  kills: Kill[];
  jobs: FinalJob[];
  watches: number;
  breaks: number;
  /** Processes that outlived their parent by a second, or the mesh. */
  orphans: string[];
  /** Temporary files after all is over. */
  leftovers: string[];
}

const MODEL_SERVINGS = 2;
/** A kill falls into this time after everything is healthy: longer than a step, shorter than a job. */
const LONGEST_PAUSE_MS = 1_500;

/** Kills parts of the mesh while jobs run and watchers listen, and compares what became of the jobs with what should. */
export async function runKills(o: KillsOptions): Promise<KillsReport> {
  const chance = createChance(o.seed);
  const mesh = await startTestMesh({ modelServings: MODEL_SERVINGS });
  try {
    const ledger = new JobLedger();
    const load = { address: mesh.publicAddress, chance: chance.fork(), ledger };
    const ofAll = Math.ceil(o.watchers / 5);
    const watchers = await startWatchers({ ...load, ofAll, ofOne: o.watchers - ofAll });
    const callers = startCallers({ ...load, chance: chance.fork(), count: o.callers });
    await ledger.nextAdded();
    const kills = await killInTurn(mesh, victims(o.kills, chance), chance, o.log);
    await Promise.all([callers.stop(), watchers.stop()]);
    o.log(`${ledger.accepted.size} jobs, ${watchers.records.length} watches; comparing`);
    return await judge(mesh, { kills, watchers, ledger });
  } finally {
    await mesh.end();
  }
}

/** Each victim as often as the others, in random order. */
function victims(count: number, chance: Chance): Victim[] {
  return chance.shuffle(Array.from({ length: count }, (_, index) => VICTIMS[index % VICTIMS.length]));
}

async function killInTurn(
  mesh: TestMesh,
  order: Victim[],
  chance: Chance,
  log: (line: string) => void,
): Promise<Kill[]> {
  const kills: Kill[] = [];
  for (const victim of order) {
    await delay(chance.integer(0, LONGEST_PAUSE_MS));
    const kill = await killOne(mesh, victim, chance);
    kills.push(kill);
    log(
      `kill ${kills.length} of ${order.length} at ${new Date(kill.timeMs).toISOString()}: ${victim} (${kill.process}), healthy after ${kill.healthyMs - kill.timeMs} ms`,
    );
  }
  return kills;
}

/** Restarts everything, so that only what is durable can speak, and reads it all again. */
async function judge(
  mesh: TestMesh,
  { kills, watchers, ledger }: { kills: Kill[]; watchers: Watchers; ledger: JobLedger },
): Promise<KillsReport> {
  const outlived = await stopAndLook(mesh);
  const again = await startMesh({ dataDir: mesh.directory, modelServings: MODEL_SERVINGS });
  const client = createMeshClient(again.publicAddress);
  const accepted = [...ledger.accepted.values()];
  let jobs: FinalJob[];
  let left: string[];
  try {
    jobs = await replayJobs(client, accepted);
    left = await withoutOpenUploads(client, await leftovers(mesh.directory));
  } finally {
    client.close();
    await again.stop();
  }
  const specs = jobs.flatMap(({ job }) => (job?.state === JobState.SUCCEEDED ? (job.spec ?? []) : []));
  const pictures = accepted.flatMap(({ photo }) => photo ?? []);
  const expected = await runUndisturbed({ specs, pictures, modelServings: MODEL_SERVINGS });
  return {
    ...judgeJobs(jobs, kills, expected),
    ...judgeWatchers(watchers.records, watchers.breaks, jobs, kills),
    kills,
    jobs,
    watches: watchers.records.length,
    breaks: watchers.breaks.length,
    orphans: [...kills.flatMap(({ orphans }) => orphans), ...outlived].map(
      ({ pid, command }) => `${pid} ${command}`,
    ),
    leftovers: left,
  };
}

/** An upload whose CreateUpload lost its answer is open until it expires; only a file that no upload knows is left over. */
async function withoutOpenUploads(client: MeshClient, paths: string[]): Promise<string[]> {
  const isOpen = async (path: string): Promise<boolean> => {
    const uploadId = /^data\/uploads\/(\w+)$/.exec(path)?.[1];
    if (!uploadId) return false;
    return await withRetries(() => client.rpc.getUpload({ uploadId })).then(
      ({ upload }) => upload?.id === uploadId,
      () => false,
    );
  };
  const open = await Promise.all(paths.map(isOpen));
  return paths.filter((_, index) => !open[index]);
}

/** Stops the mesh; gives those of its processes that are still there afterwards. */
async function stopAndLook(mesh: TestMesh): Promise<SeenProcess[]> {
  const all = Object.values(mesh.processes).flatMap(({ pid }) => (pid === undefined ? [] : descendants(pid)));
  await mesh.stop();
  return survivors(all);
}
