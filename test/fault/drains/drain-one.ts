import type { TestMesh } from '../../support/start-test-mesh.ts';
import { until } from '../../support/until.ts';
import type { Chance } from '../support/chance.ts';
import { follow } from '../support/follow.ts';
import { makeSpec } from '../support/make-spec.ts';
import type { MeshClient } from '../support/mesh-client.ts';
import { makeNoise } from '../support/photos.ts';
import { submitSpec } from '../support/submit-spec.ts';
import type { Picture } from '../support/uploads.ts';
import { type InFlight, startInFlight } from './in-flight.ts';

export interface DrainOptions {
  mesh: TestMesh;
  client: MeshClient;
  /** What the mesh's launcher has said so far. */
  log: readonly string[];
  chance: Chance;
  /** Larger than all windows on the way. */
  stored: Picture;
}

/** A drain and what came of it. */
export interface Drain {
  /** How the process ended, in the launcher's words. */
  end: string;
  /** From SIGTERM to its end. */
  durationMs: number;
  flights: InFlight[];
  /** Attempts that the running jobs spent. */
  attempts: number;
}

/** Fifty calls in all. */
const CALLS = { downloads: 12, uploads: 8, watches: 20, unary: 10 };
const JOBS = 4;
const UPLOAD_BYTES = 4 * 1024 * 1024;

/** Sends SIGTERM to a process of the mesh while calls are under way. */
export async function drainOne(name: string, o: DrainOptions): Promise<Drain> {
  const { mesh, client, chance, log } = o;
  const uploads = await Promise.all(Array.from({ length: CALLS.uploads }, () => makeNoise(UPLOAD_BYTES)));
  const jobs = await Promise.all(Array.from({ length: JOBS }, () => submitSpec(client, makeSpec(chance))));
  const ends = jobs.map((jobId) => follow(client, jobId));
  const jobIds = Array.from({ length: CALLS.watches }, (_, index) => jobs[index % JOBS]);
  let underWay = 0;
  const onUnderWay = () => {
    underWay++;
  };
  const long = startInFlight({ ...o, uploads, jobIds, downloads: CALLS.downloads, unary: 0, onUnderWay });
  await until(
    'no job started',
    async () => ((await client.rpc.getServerStatus({})).status?.runningJobs ?? 0) > 0,
  );

  await until('the calls were not under way', () => underWay >= CALLS.downloads + CALLS.uploads);
  const short = startInFlight({
    ...o,
    uploads: [],
    jobIds: [],
    downloads: 0,
    unary: CALLS.unary,
    onUnderWay,
  });
  const before = log.length;
  const startMs = performance.now();
  mesh.processes[name].kill('SIGTERM');
  const { title } = mesh.processes[name];
  const ended = () => log.slice(before).find((line) => line.startsWith(`${title} ended (`));
  await until(`${name} did not end`, () => ended() !== undefined);
  const durationMs = performance.now() - startMs;

  const flights = await Promise.all([...long, ...short]);
  const followed = await Promise.all(ends);
  return {
    end: /\((.*)\)/.exec(ended() ?? '')?.[1] ?? '',
    durationMs,
    flights,
    attempts: followed.flatMap(({ events }) => events).filter(({ event }) => event?.$case === 'retrying')
      .length,
  };
}
