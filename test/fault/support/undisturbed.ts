import { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { JobState } from '@nanococoa/proto/common/v1/job.ts';
import { startTestMesh } from '../../support/start-test-mesh.ts';
import { follow } from './follow.ts';
import { jobImages } from './job-images.ts';
import { createMeshClient, type MeshClient } from './mesh-client.ts';
import { submitSpec } from './submit-spec.ts';
import { type Picture, uploadByStream } from './uploads.ts';

export interface UndisturbedOptions {
  specs: AdSpec[];
  /** The pictures that the specs name. */
  pictures: Picture[];
  modelServings: number;
}

/** Gives the images (see jobImages) that a spec makes when nothing happens. */
export type Expected = (spec: AdSpec) => string | undefined;

/** Makes each spec once on a fresh mesh, with nothing kept from before and nothing in the way. */
export async function runUndisturbed(o: UndisturbedOptions): Promise<Expected> {
  const mesh = await startTestMesh({ modelServings: o.modelServings });
  const client = createMeshClient(mesh.publicAddress);
  const made = new Map<string, string>();
  try {
    for (const picture of o.pictures) await uploadByStream(client, picture);
    const waiting = new Map(o.specs.map((spec) => [keyOf(spec), spec]));
    const work = async () => {
      for (const [key, spec] of waiting) {
        waiting.delete(key);
        made.set(key, await make(client, spec));
      }
    };
    // One more than slots, so that none of them waits.
    await Promise.all(Array.from({ length: o.modelServings + 1 }, work));
  } finally {
    client.close();
    await mesh.end();
  }
  return (spec) => made.get(keyOf(spec));
}

function keyOf(spec: AdSpec): string {
  return JSON.stringify(AdSpec.toJSON(spec));
}

async function make(client: MeshClient, spec: AdSpec): Promise<string> {
  const { job } = await follow(client, await submitSpec(client, spec));
  if (job.state === JobState.SUCCEEDED) return jobImages(job);
  throw new Error(`an undisturbed job ended in state ${job.state}: ${job.error?.message}`);
}
