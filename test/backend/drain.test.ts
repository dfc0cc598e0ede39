import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { imageChunks } from '@nanococoa/common/chunks/image-chunks.ts';
import type { PutImageRequest } from '@nanococoa/proto/backend/v1/backend_service.ts';
import { expect, test } from 'vitest';
import { as, startBackendProcess } from './backend-process.ts';
import { picture, sha256 } from './fake-model-serving.ts';
import { imageOf } from './requests.ts';

/** A busy machine is no failure. */
const PATIENT = { timeout: 30_000 };

const CALLS = 50;

test('calls that run when SIGTERM comes end well, and what they stored is there after the next start', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'nanococoa-backend-'));
  const env = { BACKEND_DATA_DIR: directory, MODEL_SERVING_ADDRESS: '127.0.0.1:1' };
  let backend = await startBackendProcess(env);
  const goOn = Promise.withResolvers<void>();
  const halfway: Promise<void>[] = [];

  /** Sends the first half, waits for the signal to have been sent, and sends the rest. */
  const put = (number: number): Promise<unknown> => {
    const bytes = picture(`drain ${number}`, 300_000);
    const reached = Promise.withResolvers<void>();
    halfway.push(reached.promise);
    async function* requests(): AsyncGenerator<PutImageRequest> {
      for await (const chunk of imageChunks(imageOf(bytes), [bytes])) {
        if (chunk.offset > 0) {
          reached.resolve();
          await goOn.promise;
        }
        yield { part: { $case: 'chunk', value: chunk } };
      }
      yield {
        part: { $case: 'commit', value: { image: imageOf(bytes), sourceImageId: '', rendition: undefined } },
      };
    }
    return backend.client.putImage(requests(), as('local'));
  };
  const puts = Array.from({ length: CALLS }, (_, number) => put(number));
  await Promise.all(halfway);
  // One answered call on the same connection: the server has seen all that was sent before it.
  await backend.client.getServerStatus({}, as('local'));
  const stopping = backend.stop();
  await expect.poll(() => backend.log.some((line) => line.includes('draining')), PATIENT).toBe(true);
  goOn.resolve();
  const outcomes = await Promise.allSettled(puts);
  expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([]);
  expect(await stopping).toBe(0);

  backend = await startBackendProcess(env);
  for (let number = 0; number < CALLS; number += 1) {
    const imageId = sha256(picture(`drain ${number}`, 300_000));
    expect((await backend.client.getImage({ imageId }, as('local'))).image?.sizeBytes).toBe(300_000);
  }
  await backend.stop();
  await rm(directory, { recursive: true });
});
