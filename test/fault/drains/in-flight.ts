import { createChunkVerifier } from '@nanococoa/common/chunks/chunk-verifier.ts';
import type { MeshClient } from '../support/mesh-client.ts';
import { paced } from '../support/paced.ts';
import { withRetries } from '../support/retries.ts';
import { type Picture, pictureChunks } from '../support/uploads.ts';

/** A call that is under way when a drain begins, seen by a client with the documented retry rules. */
export interface InFlight {
  kind: 'download' | 'upload' | 'watch' | 'unary';
  /** How often it had to be repeated, or resumed. */
  repeats: number;
  /** Why it had to. */
  causes: string[];
  /** The error that no repeating got over. */
  failure: string | undefined;
}

export interface InFlightOptions {
  client: MeshClient;
  /** To be downloaded: larger than all windows on the way, so that the call lasts as long as its reader wants. */
  stored: Picture;
  /** To be uploaded, each by a call. */
  uploads: Picture[];
  /** Jobs to watch, each by a call. */
  jobIds: string[];
  downloads: number;
  unary: number;
  /** Called once for each upload and download that is well under way, all the way to the images. */
  onUnderWay(): void;
}

/** Chunks of an upload after which it has got to the images: more than what waits on the way. */
const CHUNKS_ON_THE_WAY = 5;
/** Between two chunks. */
const PACE_MS = 40;

/** Begins the calls; each of them resolves when it has ended. */
export function startInFlight({
  client,
  stored,
  uploads,
  jobIds,
  ...o
}: InFlightOptions): Promise<InFlight>[] {
  return [
    ...repeat(o.downloads, () => tracked('download', () => downloadSlowly(client, stored, o.onUnderWay))),
    ...uploads.map((picture) =>
      tracked('upload', () => client.rpc.uploadImage(slowChunks(picture, o.onUnderWay))),
    ),
    ...jobIds.map((jobId) => watch(client, jobId)),
    ...repeat(o.unary, () => tracked('unary', () => client.rpc.listJobs({ pageSize: 20 }))),
  ];
}

function repeat(count: number, make: () => Promise<InFlight>): Promise<InFlight>[] {
  return Array.from({ length: count }, make);
}

async function tracked(kind: InFlight['kind'], call: () => Promise<unknown>): Promise<InFlight> {
  const flight: InFlight = { kind, repeats: -1, causes: [], failure: undefined };
  try {
    await withRetries(() => {
      flight.repeats++;
      return call().catch((error: unknown) => {
        flight.causes.push(String(error));
        throw error;
      });
    });
  } catch (error) {
    flight.failure = String(error);
  }
  return flight;
}

async function* slowChunks(picture: Picture, onUnderWay: () => void) {
  let given = 0;
  for await (const request of paced(pictureChunks(picture), PACE_MS)) {
    yield request;
    if (++given === CHUNKS_ON_THE_WAY) onUnderWay();
  }
}

async function downloadSlowly({ rpc }: MeshClient, { id }: Picture, onUnderWay: () => void): Promise<void> {
  const verifier = createChunkVerifier({ expectedSha256: id });
  let isUnderWay = false;
  for await (const { chunk } of paced(rpc.downloadImage({ imageId: id }), PACE_MS)) {
    if (!isUnderWay) onUnderWay();
    isUnderWay = true;
    if (chunk) await verifier.push(chunk);
  }
  await verifier.end();
}

/** Watches to the last event; a gap or a double is a failure. */
async function watch(client: MeshClient, jobId: string): Promise<InFlight> {
  const flight: InFlight = { kind: 'watch', repeats: 0, causes: [], failure: undefined };
  const onBreak = () => flight.repeats++;
  let sequence = 0;
  try {
    for await (const news of client.watch(jobId, { signal: new AbortController().signal, onBreak })) {
      if (news.$case !== 'event') continue;
      if (news.value.sequence !== ++sequence)
        flight.failure ??= `event ${news.value.sequence} as number ${sequence}`;
    }
  } catch (error) {
    flight.failure = String(error);
  }
  return flight;
}
