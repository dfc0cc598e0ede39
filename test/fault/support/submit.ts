import { randomUUID } from 'node:crypto';
import { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import type { Chance } from './chance.ts';
import { generateAd } from './generate-ad.ts';
import type { AcceptedJob, JobLedger } from './job-ledger.ts';
import { makeSpec } from './make-spec.ts';
import type { MeshClient } from './mesh-client.ts';
import { makePhoto } from './photos.ts';
import { withRetries } from './retries.ts';
import { submitSpec } from './submit-spec.ts';
import { type Picture, uploadByStream, uploadInPieces } from './uploads.ts';

/** Submits a job in one of the ways that there are, and gives it once it is accepted. */
export type Way = (client: MeshClient, chance: Chance, ledger: JobLedger) => Promise<AcceptedJob>;

const PHOTOS = 1_000;
const anyPhoto = (chance: Chance) => makePhoto(chance.integer(0, PHOTOS));

/** The ways by their names. */
export const WAYS: Record<string, Way> = {
  'no product': (client, chance) => create('no product', client, makeSpec(chance)),
  async 'photo by stream'(client, chance) {
    const photo = await anyPhoto(chance);
    await uploadByStream(client, photo);
    return await create('photo by stream', client, makeSpec(chance, photo.id), photo);
  },
  async 'photo in pieces'(client, chance) {
    const photo = await anyPhoto(chance);
    await uploadInPieces(client, photo);
    return await create('photo in pieces', client, makeSpec(chance, photo.id), photo);
  },
  /** Spec and photo in one call. */
  async 'all in one'(client, chance) {
    const [photo, spec, requestId] = [await anyPhoto(chance), makeSpec(chance), randomUUID()];
    const repeat = (again: MeshClient) => generateAd(again, { requestId, spec, photo });
    return { jobId: await repeat(client), requestId, way: 'all in one', spec, photo, repeat };
  },
  /** The same request from two places at once makes one job. */
  async 'same request twice'(client, chance) {
    const [spec, requestId] = [makeSpec(chance), randomUUID()];
    const repeat = (again: MeshClient) => submitSpec(again, spec, requestId);
    const [jobId, other] = await Promise.all([repeat(client), repeat(client)]);
    if (jobId !== other) throw new Error(`request ${requestId} made two jobs`);
    return { jobId, requestId, way: 'same request twice', spec, repeat };
  },
  /** What was made before is there at once. */
  async 'same spec again'(client, chance, ledger) {
    const earlier = [...ledger.accepted.values()].filter(({ way }) => way.startsWith('photo'));
    if (earlier.length === 0) return await create('no product', client, makeSpec(chance));
    const { spec, photo } = chance.pick(earlier);
    return await create('same spec again', client, spec, photo);
  },
  async 'other copy'(client, chance, ledger) {
    if (ledger.succeeded.size === 0) return await create('no product', client, makeSpec(chance));
    const [jobId, requestId] = [chance.pick([...ledger.succeeded]), randomUUID()];
    const spec = AdSpec.fromPartial({ text: { content: `${chance.integer(1, 999)}원` } });
    const repeat = async ({ rpc }: MeshClient) => {
      const request = { jobId, requestId, spec, updateMask: ['text.content'] };
      return (await withRetries(() => rpc.rerunJob(request))).job?.id ?? '';
    };
    return { jobId: await repeat(client), requestId, way: 'other copy', spec, repeat };
  },
};

async function create(way: string, client: MeshClient, spec: AdSpec, photo?: Picture): Promise<AcceptedJob> {
  const requestId = randomUUID();
  const repeat = (again: MeshClient) => submitSpec(again, spec, requestId);
  return { jobId: await repeat(client), requestId, way, spec, repeat, ...(photo && { photo }) };
}
