import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JobState } from '@nanococoa/proto/common/v1/job.ts';
import { type Mesh, startMesh } from '../../../scripts/launch/start-mesh.ts';
import { until } from '../../support/until.ts';
import type { Chance } from '../support/chance.ts';
import { download } from '../support/download.ts';
import { follow } from '../support/follow.ts';
import { leftovers } from '../support/leftovers.ts';
import { makeSpec } from '../support/make-spec.ts';
import { createMeshClient, type MeshClient } from '../support/mesh-client.ts';
import { makePhoto } from '../support/photos.ts';
import { reasonOf } from '../support/reason-of.ts';
import { submitSpec } from '../support/submit-spec.ts';
import { pictureChunks, uploadByStream } from '../support/uploads.ts';
import { createFindings } from './findings.ts';
import type { InjectionReport } from './injection.ts';
import { openSmallDisk, type SmallDisk } from './small-disk.ts';

const FULL = ['STORAGE_FULL', 'STORAGE_UNAVAILABLE'];

/** The disk of Backend fills up while a job runs, and has room again later. */
export async function fullDisk(chance: Chance): Promise<InjectionReport> {
  const directory = await mkdtemp(join(tmpdir(), 'nanococoa-test-'));
  const disk = openSmallDisk(join(directory, 'data'));
  let mesh: Mesh | undefined;
  try {
    mesh = await startMesh({ dataDir: directory });
    const client = createMeshClient(mesh.publicAddress);
    try {
      return await fillAndFree(chance, { mesh, client, disk, directory });
    } finally {
      client.close();
    }
  } finally {
    await mesh?.stop();
    disk.close();
    await rm(directory, { recursive: true, force: true });
  }
}

interface Parts {
  mesh: Mesh;
  client: MeshClient;
  disk: SmallDisk;
  directory: string;
}

async function fillAndFree(
  chance: Chance,
  { mesh, client, disk, directory }: Parts,
): Promise<InjectionReport> {
  const findings = createFindings();
  const backend = () => mesh.processes.backend.pid ?? 0;
  const before = makeSpec(chance);
  const { job: finished } = await follow(client, await submitSpec(client, before));

  const spec = makeSpec(chance);
  const jobId = await submitSpec(client, spec);
  const started = Promise.withResolvers<void>();
  const ended = follow(client, jobId, ({ event }) => event?.$case === 'stepStarted' && started.resolve());
  await started.promise;
  await disk.fill(backend());

  const [photo, refused] = [await makePhoto(chance.integer(1, 100)), makeSpec(chance)];
  findings.same('upload while full', await reasonOf(client.rpc.uploadImage(pictureChunks(photo))), ...FULL);
  const request = { requestId: randomUUID(), spec: refused };
  findings.same('CreateJob while full', await reasonOf(client.rpc.createJob(request)), ...FULL);
  findings.same(
    'download while full',
    await reasonOf(download(client, finished.result?.id ?? '')),
    'no failure',
  );
  const { job: still } = await client.rpc.getJob({ jobId });
  findings.same('the running job while full', still?.state, JobState.RUNNING);
  findings.same('restarts of Backend', mesh.processes.backend.restarts, 0);

  await disk.free(backend());
  await until(
    'an upload after the disk has room',
    async () => (await reasonOf(uploadByStream(client, photo))) === 'no failure',
  );
  const later = await follow(client, await submitSpec(client, refused, request.requestId));
  const { job, events } = await ended;
  findings.same('attempts spent', events.filter(({ event }) => event?.$case === 'retrying').length, 0);
  for (const path of await leftovers(directory)) findings.all.push(`left behind: ${path}`);
  return {
    means: disk.means,
    findings: findings.all,
    survivors: [
      { spec: before, job: finished },
      { spec, job },
      { spec: refused, job: later.job },
    ],
  };
}
