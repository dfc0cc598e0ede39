import { randomUUID } from 'node:crypto';
import { JobState } from '@nanococoa/proto/common/v1/job.ts';
import type { Mesh } from '../../../scripts/launch/start-mesh.ts';
import { until } from '../../support/until.ts';
import type { Chance } from '../support/chance.ts';
import { download } from '../support/download.ts';
import { follow } from '../support/follow.ts';
import { leftovers } from '../support/leftovers.ts';
import { makeSpec } from '../support/make-spec.ts';
import type { MeshClient } from '../support/mesh-client.ts';
import { makePhoto } from '../support/photos.ts';
import { reasonOf } from '../support/reason-of.ts';
import { submitSpec } from '../support/submit-spec.ts';
import { pictureChunks, uploadByStream } from '../support/uploads.ts';
import { createFindings } from './findings.ts';
import type { InjectionReport } from './injection.ts';

export interface HarmDiskOptions {
  chance: Chance;
  mesh: Mesh;
  client: MeshClient;
  /** Holds everything that the mesh writes. */
  directory: string;
  harm: DiskHarm;
}

/** What makes a disk refuse to be written for a while. */
export interface DiskHarm {
  /** What the disk is meanwhile, for the findings. */
  state: string;
  /** The reasons with which a write may be refused. */
  refusals: readonly string[];
  /** Whether jobs are refused, too: files that are open already may still be written. */
  refusesJobs: boolean;
  /** Begins; gives how it is done on this machine. */
  begin(): Promise<string>;
  end(): Promise<void>;
}

/** Harms the disk of Backend while a job runs: writes fail clearly, reads go on, and nothing is lost. */
export async function harmDisk(o: HarmDiskOptions): Promise<InjectionReport> {
  const { chance, mesh, client, harm } = o;
  const findings = createFindings();
  const before = makeSpec(chance);
  const { job: finished } = await follow(client, await submitSpec(client, before));
  const [photo, waiting] = [await makePhoto(chance.integer(1, 100)), makeSpec(chance)];
  const request = { requestId: randomUUID(), spec: waiting };

  const spec = makeSpec(chance);
  const jobId = await submitSpec(client, spec);
  const started = Promise.withResolvers<void>();
  const ended = follow(client, jobId, ({ event }) => event?.$case === 'stepStarted' && started.resolve());
  await started.promise;
  const means = await harm.begin();
  try {
    const note = async (what: string, call: Promise<unknown>, ...allowed: string[]) =>
      findings.same(`${what} while ${harm.state}`, await reasonOf(call), ...allowed);
    await note('upload', client.rpc.uploadImage(pictureChunks(photo)), ...harm.refusals);
    if (harm.refusesJobs) await note('CreateJob', client.rpc.createJob(request), ...harm.refusals);
    await note('download', download(client, finished.result?.id ?? ''), 'no failure');
    const { job: still } = await client.rpc.getJob({ jobId });
    findings.same(`the running job while ${harm.state}`, still?.state, JobState.RUNNING);
  } finally {
    await harm.end();
  }
  await until(
    `no upload once it is no longer ${harm.state}`,
    async () => (await reasonOf(uploadByStream(client, photo))) === 'no failure',
  );
  const later = await follow(client, await submitSpec(client, waiting, request.requestId));
  const { job, events } = await ended;
  findings.same('attempts spent', events.filter(({ event }) => event?.$case === 'retrying').length, 0);
  findings.same('restarts of Backend', mesh.processes.backend.restarts, 0);
  for (const path of await leftovers(o.directory)) findings.all.push(`left behind: ${path}`);
  return {
    means,
    findings: findings.all,
    survivors: [
      { spec: before, job: finished },
      { spec, job },
      { spec: waiting, job: later.job },
    ],
  };
}
