import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createClient, JobState, type NanococoaClient, NanococoaError, Status } from '@nanococoa/client';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createClient as createBrowserClient } from '../../clients/typescript/src/browser.ts';
import { retryPolicy } from '../../clients/typescript/src/calls/retry-policy.ts';
import { uploadImage } from '../../clients/typescript/src/images/upload-image.ts';
import { BROWSER_PLATFORM } from '../../clients/typescript/src/platform/browser-platform.ts';
import { SAMPLE_PHOTO } from '../support/sample-photo.ts';
import { startTestMesh, type TestMesh } from '../support/start-test-mesh.ts';
import { startTcpProxy, type TcpProxy } from './support/tcp-proxy.ts';

const MIB = 1024 * 1024;
const SIDE = 1450;

let mesh: TestMesh;
let proxy: TcpProxy;
let client: NanococoaClient;
/** A picture of 6 MiB, which noise does not let shrink. */
let noise: Buffer;
let seed = 0;

beforeAll(async () => {
  mesh = await startTestMesh();
  proxy = await startTcpProxy(mesh.publicAddress);
  client = createClient(proxy.address, { retry: { firstMs: 50 } });
  const raw = { width: SIDE, height: SIDE, channels: 3 as const };
  noise = await sharp(randomBytes(SIDE * SIDE * 3), { raw })
    .png({ compressionLevel: 0 })
    .toBuffer();
});
afterAll(async () => {
  client?.close();
  await proxy?.close();
  await mesh?.end();
});

/** A spec that no job had before: none of its steps is answered from the step cache. */
const newSpec = () => ({ text: { content: '특가' }, output: { width: 256, height: 256 }, seed: ++seed });

/** The error of a call that must fail. */
async function errorOf(call: Promise<unknown>): Promise<NanococoaError> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof NanococoaError)) throw new Error('no NanococoaError', { cause: error });
  return error;
}

test('an upload whose connection is cut goes on where it stopped, and the download too', async () => {
  const path = join(mesh.directory, 'noise.png');
  await writeFile(path, noise);
  const sent: number[] = [];
  proxy.cutAfterSent(2 * MIB);
  let isStream = true;
  const before = proxy.sentBytes;
  const image = await client.upload(path, {
    onProgress({ sentBytes, totalBytes }) {
      expect(totalBytes).toBe(noise.length);
      sent.push(sentBytes);
      // The stream was cut and its upload begins anew, in pieces: cut these too. Where the first of them was still on its
      // way, all that was sent is sent again; a cut comes up to a packet late, and headers count.
      if (isStream && sentBytes < (sent.at(-2) ?? 0)) {
        isStream = false;
        proxy.cutAfterSent(3.25 * MIB);
      }
    },
  });
  expect(isStream).toBe(false);
  expect(image).toMatchObject({ width: SIDE, height: SIDE, sizeBytes: noise.length });
  expect(sent.at(-1)).toBe(noise.length);
  // 2 MiB by the stream, all of it by pieces, and again at most the three pieces that were on their way.
  expect(proxy.sentBytes - before).toBeLessThan(2 * MIB + noise.length + 3.5 * MIB);

  const received: number[] = [];
  proxy.cutAfterReceived(2 * MIB);
  const connections = proxy.connections;
  const blob = await client.download(image.id, {
    onProgress: ({ receivedBytes }) => received.push(receivedBytes),
  });
  expect(Buffer.from(await blob.arrayBuffer()).equals(noise)).toBe(true);
  expect(blob.type).toBe('image/png');
  expect(proxy.connections).toBe(connections + 1);
  // Resumed, not begun anew.
  expect(received).toEqual([...received].sort((a, b) => a - b));
  expect(received.at(-1)).toBe(noise.length);
});

test('every kind of source gives the same image, every kind of download the same bytes', async () => {
  const bytes = await readFile(SAMPLE_PHOTO);
  const sources = [
    SAMPLE_PHOTO,
    new URL(`file://${SAMPLE_PHOTO}`),
    bytes,
    new Blob([bytes]),
    new File([bytes], 'coffee.png'),
    new Blob([bytes]).stream(),
    createReadStream(SAMPLE_PHOTO),
  ];
  const ids = new Set<string>();
  for (const source of sources) ids.add((await client.upload(source)).id);
  expect(ids.size).toBe(1);
  const [id] = ids;
  expect(await client.getImage(id)).toMatchObject({ mediaType: 'image/png', width: 600 });

  const file = join(mesh.directory, 'coffee.png');
  await client.downloadFile(id, file);
  expect((await readFile(file)).equals(bytes)).toBe(true);
  const streamed = await new Response(client.downloadStream(id)).arrayBuffer();
  expect(Buffer.from(streamed).equals(bytes)).toBe(true);
  const small = await client.download(id, { rendition: { width: 64, mediaType: 'image/webp' } });
  expect(small.type).toBe('image/webp');
  const { format, width } = await sharp(Buffer.from(await small.arrayBuffer())).metadata();
  expect([format, width]).toEqual(['webp', 64]);
});

test('a watch over a killed Frontend and a cut connection has no gap, no duplicate, and ends', async () => {
  const product = { imageId: (await client.upload(SAMPLE_PHOTO)).id };
  const job = await client.createJob({ spec: { ...newSpec(), product }, labels: { test: 'watch' } });
  expect(job.labels).toEqual({ test: 'watch' });
  const sequences: number[] = [];
  const fractions: number[] = [];
  let finished: unknown;
  for await (const news of client.watch(job.id)) {
    if (news.$case === 'progress') {
      fractions.push(news.value.fraction);
      continue;
    }
    sequences.push(news.value.sequence);
    const { event } = news.value;
    if (event?.$case === 'stepStarted' && event.value.step === 1) mesh.processes.frontend.kill('SIGKILL');
    if (event?.$case === 'stepFinished' && event.value.step?.number === 1) proxy.cut();
    if (event?.$case === 'finished') finished = event.value.job?.state;
  }
  expect(mesh.processes.frontend.restarts).toBe(1);
  expect(finished).toBe(JobState.SUCCEEDED);
  expect(sequences).toEqual(sequences.map((_, index) => index + 1));
  expect(fractions).toEqual([...fractions].sort((a, b) => a - b));

  const last = sequences.at(-1) ?? 0;
  const rest: unknown[] = [];
  for await (const news of client.watch(job.id, { afterSequence: last - 1 })) rest.push(news.$case);
  expect(rest).toEqual(['event']);
  for await (const news of client.watch(job.id, { afterSequence: last })) rest.push(news.$case);
  expect(rest).toHaveLength(1);
});

test('generateAd in one call, over a connection that is cut before and after the job is known', async () => {
  const heard: string[] = [];
  const events: number[] = [];
  proxy.cutAfterSent(100_000);
  const { job, ad } = await client.generateAd(
    { photo: SAMPLE_PHOTO, spec: newSpec() },
    {
      onUpload: ({ sentBytes }) => sentBytes === 0 && heard.push('upload'),
      onJob: () => heard.push('job'),
      onEvent({ sequence, event }) {
        events.push(sequence);
        if (event?.$case === 'stepFinished' && event.value.step?.number === 1) proxy.cut();
      },
    },
  );
  // The photo was begun twice, the job was made once.
  expect(heard).toEqual(['upload', 'upload', 'job']);
  expect(events).toEqual(events.map((_, index) => index + 1));
  expect(ad.type).toBe('image/png');
  const { width, height } = await sharp(Buffer.from(await ad.arrayBuffer())).metadata();
  expect([width, height]).toEqual([256, 256]);

  const rerun = await client.rerunJob(job.id, { spec: { text: { content: '반값' } } });
  expect(rerun).toMatchObject({ parentId: job.id, spec: { text: { content: '반값' } } });
  const seen: string[] = [];
  for await (const { news } of client.watchJobs()) {
    if (news.value.jobId !== rerun.id || news.$case !== 'event') continue;
    seen.push(news.value.event?.$case ?? '');
    if (seen.at(-1) === 'finished') break;
  }
  await client.deleteJob(rerun.id);
  expect(await errorOf(client.getJob(rerun.id))).toMatchObject({
    code: Status.NOT_FOUND,
    reason: 'JOB_NOT_FOUND',
  });
});

test('over gRPC-Web: pieces and a stream of requests, and an ad although every connection is cut', async () => {
  const { rpc } = BROWSER_PLATFORM.connect({
    address: `http://${proxy.address}`,
    tls: undefined,
    metadata: async () => ({}),
    onUnreachable: () => {},
  });
  const wire = { rpc, retry: retryPolicy({ firstMs: 50 }), silenceMs: 40_000 };
  const photo = await readFile(SAMPLE_PHOTO);
  for (const maxStreamedBytes of [noise.length, noise.length - 1]) {
    const sent: number[] = [];
    const image = await uploadImage({ wire, platform: BROWSER_PLATFORM, maxStreamedBytes }, noise, {
      onProgress: ({ sentBytes }) => sent.push(sentBytes),
    });
    expect(image.sizeBytes).toBe(noise.length);
    // 256 KiB in a stream, 1 MiB in pieces.
    expect(sent[1]).toBe(maxStreamedBytes === noise.length ? MIB / 4 : MIB);
  }

  const page = createBrowserClient(`http://${proxy.address}`, { retry: { firstMs: 50 } });
  const heard: string[] = [];
  proxy.cutAfterSent(100_000);
  const { job, ad } = await page.generateAd(
    { photo: new Blob([photo]), spec: newSpec() },
    {
      onJob: () => heard.push('job'),
      onEvent({ event }) {
        heard.push(event?.$case ?? '');
        if (event?.$case === 'stepStarted') proxy.cut();
        if (event?.$case === 'finished') proxy.cutAfterReceived(20_000);
      },
    },
  );
  expect(heard.filter((what) => what === 'job' || what === 'finished')).toEqual(['job', 'finished']);
  expect(ad.size).toBe(job.result?.sizeBytes);
});

test('what is refused says why: reason, fields, metadata', async () => {
  const refused = await errorOf(client.createJob({ spec: { output: { width: 3 }, product: { scale: 7 } } }));
  expect(refused).toMatchObject({ code: Status.INVALID_ARGUMENT, reason: 'INVALID_REQUEST' });
  const fields = refused.fields.map(({ field }) => field);
  expect(fields).toEqual(expect.arrayContaining(['spec.product.scale', 'spec.output.width']));
  const unsendable = await errorOf(client.createJob({ spec: { seed: -1 } }));
  expect(unsendable).toMatchObject({ code: Status.INVALID_ARGUMENT, reason: 'INVALID_REQUEST' });
  const noPicture = await errorOf(client.upload(Buffer.from('Not a picture at all.')));
  expect(noPicture).toMatchObject({ code: Status.INVALID_ARGUMENT, reason: 'IMAGE_TYPE_UNSUPPORTED' });
  const requestId = 'twice';
  await client.createJob({ requestId, spec: newSpec() });
  const reused = await errorOf(client.createJob({ requestId, spec: newSpec() }));
  expect(reused).toMatchObject({ code: Status.ALREADY_EXISTS, reason: 'REQUEST_ID_REUSED' });
  expect(reused.metadata.job_id).toMatch(/^[0-9A-Z]{26}$/);
});

test('lists pages, catalogues and the state, and cancels', async () => {
  const job = await client.createJob({ spec: { ...newSpec(), output: { width: 2048, height: 2048 } } });
  expect((await client.cancelJob(job.id)).id).toBe(job.id);
  const ids: string[] = [];
  for await (const { jobs } of client.listJobs({ pageSize: 2 })) {
    expect(jobs.length).toBeLessThanOrEqual(2);
    ids.push(...jobs.map(({ id }) => id));
  }
  expect(ids[0]).toBe(job.id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBeGreaterThan(2);
  const found: string[] = [];
  const query = `특가 ${job.id.toLowerCase()}`;
  for await (const { jobs } of client.listJobs({ query })) found.push(...jobs.map(({ id }) => id));
  expect(found).toEqual([job.id]);
  const [font] = await client.listFonts();
  const [best] = await client.recommendFonts({ copy: 'SALE', prompt: 'bold', limit: 1 });
  expect([font.id, best.fontId].every((id) => id.length > 0)).toBe(true);
  expect((await client.listParameters()).map(({ name }) => name)).toContain('text.content');
  expect((await client.status()).workers).toHaveLength(1);
});

test('ends at a signal, at a deadline, and when nobody answers for too long', async () => {
  const job = await client.createJob({ spec: { ...newSpec(), output: { width: 4096, height: 4096 } } });
  const abort = new AbortController();
  const watched = (async () => {
    for await (const _ of client.watch(job.id, { signal: abort.signal })) abort.abort(new Error('enough'));
  })();
  await expect(watched).rejects.toThrow('enough');
  const late = (async () => {
    for await (const _ of client.watch(job.id, { deadlineMs: 50 }));
  })();
  expect(await errorOf(late)).toMatchObject({ code: Status.DEADLINE_EXCEEDED });
  await client.cancelJob(job.id);

  let unreached = 0;
  const lonely = await startTcpProxy(proxy.address);
  onTestFinished(() => lonely.close());
  lonely.setOpen(false);
  const alone = createClient(lonely.address, { onUnreachable: () => unreached++, retry: { firstMs: 20 } });
  onTestFinished(() => alone.close());
  expect(await errorOf(alone.status({ giveUpMs: 1500 }))).toMatchObject({ code: Status.UNAVAILABLE });
  expect(unreached).toBeGreaterThan(2);
  const waiting = alone.status();
  lonely.setOpen(true);
  expect((await waiting).workers).toHaveLength(1);
});
