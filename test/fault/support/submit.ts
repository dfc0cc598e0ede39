import { randomUUID } from 'node:crypto';
import type { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import type { Chance } from './chance.ts';
import type { AcceptedJob } from './job-ledger.ts';
import { makeSpec } from './make-spec.ts';
import type { MeshClient } from './mesh-client.ts';
import { makePhoto } from './photos.ts';
import { submitSpec } from './submit-spec.ts';
import { uploadByStream, uploadInPieces } from './uploads.ts';

/** Submits a job in one of the ways that there are, and gives it once it is accepted. */
export type Way = (client: MeshClient, chance: Chance) => Promise<AcceptedJob>;

const PHOTOS = 1_000;

/** The ways by their names. */
export const WAYS: Record<string, Way> = {
  async 'no product'(client, chance) {
    return await create('no product', client, makeSpec(chance));
  },
  async 'photo by stream'(client, chance) {
    const photo = await makePhoto(chance.integer(0, PHOTOS));
    await uploadByStream(client, photo);
    return { ...(await create('photo by stream', client, makeSpec(chance, photo.id))), photo };
  },
  async 'photo in pieces'(client, chance) {
    const photo = await makePhoto(chance.integer(0, PHOTOS));
    await uploadInPieces(client, photo);
    return { ...(await create('photo in pieces', client, makeSpec(chance, photo.id))), photo };
  },
  /** The same request from several places at once makes one job. */
  async 'same request twice'(client, chance) {
    const requestId = randomUUID();
    const spec = makeSpec(chance);
    const [first, second] = await Promise.all([
      create('same request twice', client, spec, requestId),
      create('same request twice', client, spec, requestId),
    ]);
    if (first.jobId !== second.jobId) throw new Error(`request ${requestId} made two jobs`);
    return first;
  },
};

async function create(
  way: string,
  client: MeshClient,
  spec: AdSpec,
  requestId: string = randomUUID(),
): Promise<AcceptedJob> {
  return { jobId: await submitSpec(client, spec, requestId), requestId, way, spec };
}
