import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ArtifactKind, type Image } from '@nanococoa/proto/common/v1/image.ts';
import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import { parse } from 'yaml';
import { startMesh } from '../../../scripts/launch/start-mesh.ts';
import { createAdClient } from '../../support/ad-client.ts';
import { type Row, row } from '../harness/row.ts';
import { type EnvoyBytes, envoyBytes } from './envoy-bytes.ts';
import { largePng } from './large-png.ts';

/** A photo of 12.6 MB, the size with which the former system was measured. */
const PHOTO_SIDE = 2048;

/** Each wire by Envoy's name of its side of it. */
const WIRES = {
  public: 'client – Envoy',
  frontend: 'Envoy – Frontend',
  'to-backend': 'Frontend – Envoy',
  backend: 'Envoy – Backend',
  'to-model-serving': 'Backend – Envoy',
  'model-serving': 'Envoy – ModelServing',
};

/**
 * All bytes on each wire, both ways, for one job from the upload of its photo until a person who watched it has the
 * ad, against those of the images that were needed on the other end, each counted once for every step that needs it.
 */
export async function wireRows(directory: string): Promise<Row[]> {
  const dataDir = join(directory, 'wires');
  const mesh = await startMesh({ dataDir });
  const ads = createAdClient(mesh.publicAddress);
  try {
    const file = join(directory, 'photo.png');
    await writeFile(file, largePng(0, PHOTO_SIDE));
    const admin = await adminAddress(join(dataDir, 'run/envoy.yaml'));
    const before = await envoyBytes(admin);
    const photo = await ads.upload(file);
    const { job } = await ads.make({
      product: { imageId: photo.id },
      background: { prompt: 'walnut table' },
      text: { content: '특가', prompt: 'polished gold' },
      output: { width: 1024, height: 1024 },
      seed: 1,
    });
    await ads.download(job.result?.id);
    return rows(before, await envoyBytes(admin), photo, job);
  } finally {
    ads.close();
    await mesh.stop();
  }
}

function rows(before: EnvoyBytes, after: EnvoyBytes, photo: Image, job: Job): Row[] {
  const person = total([photo, job.result]);
  const worker = total([...inputsOf(photo, job), ...outputsOf(job)]);
  return Object.entries(WIRES).map(([name, wire]) =>
    row({
      ...{ id: `a whole job, bytes ${wire}`, unit: 'MB', target: '<= 1.01' },
      value: (after[name] - before[name]) / 1e6,
      peer: 'the images needed',
      peer_value: (name.endsWith('model-serving') ? worker : person) / 1e6,
    }),
  );
}

/** Step 1 reads the photo, step 2 no picture, step 3 what the others made. */
function inputsOf(photo: Image, { steps }: Job): (Image | undefined)[] {
  const [background, text] = steps;
  const mask = background.artifacts.find(({ kind }) => kind === ArtifactKind.PRODUCT_MASK);
  return [photo, background.result, text.result, mask?.image];
}

function outputsOf({ steps }: Job): (Image | undefined)[] {
  return steps.flatMap(({ result, artifacts }) => [result, ...artifacts.map(({ image }) => image)]);
}

function total(images: (Image | undefined)[]): number {
  return images.reduce((sum, image) => sum + (image?.sizeBytes ?? 0), 0);
}

async function adminAddress(envoyConfigPath: string): Promise<string> {
  const { admin } = parse(await readFile(envoyConfigPath, 'utf8'));
  const { address, port_value } = admin.address.socket_address;
  return `${address}:${port_value}`;
}
