import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JobState } from '@nanococoa/proto/common/v1/job.ts';
import { Status } from 'nice-grpc';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type BackendProcess, startBackendProcess } from '../backend/backend-process.ts';
import { as, errorOf, startTestFrontend, upload } from './support/frontend.ts';
import { noise } from './support/pictures.ts';

let dataDir: string;
let backend: BackendProcess;
let frontend: Awaited<ReturnType<typeof startTestFrontend>>;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'nanococoa-frontend-backend-'));
  backend = await startBackend('127.0.0.1:0');
  frontend = await startTestFrontend(`127.0.0.1:${backend.port}`);
});
afterEach(async () => {
  await frontend.close();
  await backend.kill();
  await rm(dataDir, { recursive: true });
});

/** No ModelServing is there: jobs wait in the queue. */
function startBackend(listen: string): Promise<BackendProcess> {
  const env = { BACKEND_LISTEN: listen, BACKEND_DATA_DIR: dataDir, MODEL_SERVING_ADDRESS: '127.0.0.1:9' };
  return startBackendProcess(env);
}

async function restart(): Promise<void> {
  const address = `127.0.0.1:${backend.port}`;
  await backend.kill();
  backend = await startBackend(address);
}

test('a watch and an upload in pieces go on over kill -9 of the Backend', async () => {
  const { client } = frontend;
  const { id } = await upload(frontend, await noise(300, 300).png().toBuffer(), 'kim');
  const created = await client.createJob(
    { requestId: 'r', spec: { product: { imageId: id }, text: { content: '오늘의 커피' } } },
    as('kim'),
  );
  const jobId = created.job?.id ?? '';
  const sequences: number[] = [];
  const watch = (async () => {
    for await (const { news } of client.watchJob({ jobId }, as('kim'))) {
      if (news?.$case === 'event') sequences.push(news.value.sequence);
    }
  })();
  const bytes = await noise(800, 800).png().toBuffer();
  const half = Math.floor(bytes.length / 2);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const { upload: begun } = await client.createUpload({ sizeBytes: bytes.length, sha256 }, as('kim'));
  const uploadId = begun?.id ?? '';
  await client.appendUpload({ uploadId, offset: 0, data: bytes.subarray(0, half) }, as('kim'));
  await expect.poll(() => sequences).toEqual([1]);

  await restart();

  await expect
    .poll(() =>
      client.getUpload({ uploadId }, as('kim')).then(
        (answer) => answer.upload?.committedSizeBytes,
        () => undefined,
      ),
    )
    .toBe(half);
  const last = await client.appendUpload({ uploadId, offset: half, data: bytes.subarray(half) }, as('kim'));
  expect(last.upload?.image).toMatchObject({ id: sha256, width: 800 });
  await client.cancelJob({ jobId }, as('kim'));
  await watch;
  expect(sequences).toEqual([1, 2]);
  const { job } = await client.getJob({ jobId }, as('kim'));
  expect(job).toMatchObject({ state: JobState.CANCELLED, lastSequence: 2 });
});

test('renditions are kept, and nobody sees what is somebody else’s', async () => {
  const { client } = frontend;
  const { id } = await upload(frontend, await noise(400, 300).png().toBuffer(), 'kim');
  const firstChunk = async (caller: string) => {
    const request = { imageId: id, rendition: { width: 100, mediaType: 'image/webp' } };
    for await (const { chunk } of client.downloadImage(request, as(caller))) return chunk?.image;
    return undefined;
  };
  const made = await firstChunk('kim');
  expect(made).toMatchObject({ width: 100, height: 75, mediaType: 'image/webp' });
  await restart();
  await expect.poll(() => firstChunk('kim').catch(() => undefined)).toMatchObject({ id: made?.id });
  const notFound = { code: Status.NOT_FOUND, reason: 'IMAGE_NOT_FOUND' };
  expect(await errorOf(firstChunk('lee'))).toMatchObject(notFound);
  expect(await errorOf(client.getImage({ imageId: made?.id }, as('lee')))).toMatchObject(notFound);
  const theirs = { requestId: 'x', spec: { product: { imageId: id } } };
  expect(await errorOf(client.createJob(theirs, as('lee')))).toMatchObject(notFound);
});
