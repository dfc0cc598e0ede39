import { open, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { JobState } from '@nanococoa/proto/common/v1/job.ts';
import type { TestMesh } from '../../support/start-test-mesh.ts';
import type { Chance } from '../support/chance.ts';
import { download } from '../support/download.ts';
import { follow } from '../support/follow.ts';
import { imageFile } from '../support/image-file.ts';
import { makeSpec } from '../support/make-spec.ts';
import type { MeshClient } from '../support/mesh-client.ts';
import { makePhoto } from '../support/photos.ts';
import { reasonOf } from '../support/reason-of.ts';
import { submitSpec } from '../support/submit-spec.ts';
import { uploadByStream } from '../support/uploads.ts';
import { withMesh } from '../support/with-mesh.ts';
import { createFindings } from './findings.ts';
import type { InjectionReport } from './injection.ts';

/** A stored photo loses its end, and a stored ad has other bytes: neither is ever taken for whole. */
export function tornFile(chance: Chance): Promise<InjectionReport> {
  return withMesh((mesh, client) => tearAndRepair(chance, mesh, client));
}

async function tearAndRepair(chance: Chance, mesh: TestMesh, client: MeshClient): Promise<InjectionReport> {
  const findings = createFindings();
  const data = join(mesh.directory, 'data');

  const photo = await makePhoto(chance.integer(1, 100));
  await uploadByStream(client, photo);
  await truncate(await imageFile(data, photo.id), photo.bytes.length >> 1);
  findings.same(
    'download of a photo that was cut',
    await reasonOf(download(client, photo.id)),
    'IMAGE_DAMAGED',
  );
  const onTorn = await follow(client, await submitSpec(client, makeSpec(chance, photo.id)));
  findings.same('a job with a photo that was cut', onTorn.job.state, JobState.FAILED);
  findings.same('its error', onTorn.job.error?.reason, 'IMAGE_DAMAGED');

  await uploadByStream(client, photo);
  findings.same(
    'download after it was uploaded again',
    await reasonOf(download(client, photo.id)),
    'no failure',
  );
  const spec = makeSpec(chance, photo.id);
  const { job } = await follow(client, await submitSpec(client, spec));

  const resultId = job.result?.id ?? '';
  await flipByte(await imageFile(data, resultId));
  findings.same(
    'download of an ad that was changed',
    await reasonOf(download(client, resultId)),
    'IMAGE_DAMAGED',
  );
  const again = await follow(client, await submitSpec(client, spec));
  const remade = again.job.result?.id ?? '';
  findings.same('download of the ad made again', await reasonOf(download(client, remade)), 'no failure');
  findings.same('restarts of Backend', mesh.processes.backend.restarts, 0);
  return {
    means: 'truncated and overwritten files',
    findings: findings.all,
    survivors: [
      { spec, photo, job },
      { spec, photo, job: again.job },
    ],
  };
}

/** Changes one byte in the middle of a file. */
async function flipByte(path: string): Promise<void> {
  const position = (await stat(path)).size >> 1;
  const file = await open(path, 'r+');
  try {
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, position);
    await file.write(Buffer.from([buffer[0] ^ 0xff]), 0, 1, position);
  } finally {
    await file.close();
  }
}
