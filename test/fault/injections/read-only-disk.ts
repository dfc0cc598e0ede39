import { join } from 'node:path';
import { JobState } from '@nanococoa/proto/common/v1/job.ts';
import { startTestMesh, type TestMesh } from '../../support/start-test-mesh.ts';
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
import { makeReadOnly } from './read-only-folder.ts';

/** The folders of Backend become read-only while a job runs, and writable again later. */
export async function readOnlyDisk(chance: Chance): Promise<InjectionReport> {
  const mesh = await startTestMesh();
  const client = createMeshClient(mesh.publicAddress);
  try {
    return await forbidAndAllow(chance, mesh, client);
  } finally {
    client.close();
    await mesh.end();
  }
}

async function forbidAndAllow(chance: Chance, mesh: TestMesh, client: MeshClient): Promise<InjectionReport> {
  const findings = createFindings();
  const before = makeSpec(chance);
  const { job: finished } = await follow(client, await submitSpec(client, before));

  const spec = makeSpec(chance);
  const jobId = await submitSpec(client, spec);
  const started = Promise.withResolvers<void>();
  const ended = follow(client, jobId, ({ event }) => event?.$case === 'stepStarted' && started.resolve());
  await started.promise;
  const photo = await makePhoto(chance.integer(1, 100));
  const folder = makeReadOnly(join(mesh.directory, 'data'));
  try {
    const upload = reasonOf(client.rpc.uploadImage(pictureChunks(photo)));
    findings.same('upload while read-only', await upload, 'STORAGE_UNAVAILABLE');
    const read = reasonOf(download(client, finished.result?.id ?? ''));
    findings.same('download while read-only', await read, 'no failure');
    const { job: still } = await client.rpc.getJob({ jobId });
    findings.same('the running job while read-only', still?.state, JobState.RUNNING);
  } finally {
    folder.restore();
  }
  await until('no upload once it is writable', async () => {
    return (await reasonOf(uploadByStream(client, photo))) === 'no failure';
  });
  const { job, events } = await ended;
  findings.same('attempts spent', events.filter(({ event }) => event?.$case === 'retrying').length, 0);
  findings.same('restarts of Backend', mesh.processes.backend.restarts, 0);
  for (const path of await leftovers(mesh.directory)) findings.all.push(`left behind: ${path}`);
  return {
    means: folder.means,
    findings: findings.all,
    survivors: [
      { spec: before, job: finished },
      { spec, job },
    ],
  };
}
