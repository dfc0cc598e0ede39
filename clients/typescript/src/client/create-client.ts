import type { CallOptions } from '../calls/call-options.ts';
import type { RpcOptions } from '../calls/deadline.ts';
import { present } from '../calls/present.ts';
import { reach } from '../calls/reach.ts';
import { retryPolicy } from '../calls/retry-policy.ts';
import { downloadFont } from '../fonts/download-font.ts';
import { downloadBlob, downloadImage, downloadStream } from '../images/download-image.ts';
import { uploadImage } from '../images/upload-image.ts';
import { generateAdAsStream } from '../jobs/generate-ad-as-stream.ts';
import { generateAdInSteps } from '../jobs/generate-ad-in-steps.ts';
import { createJobRequest, rerunJobRequest } from '../jobs/job-request.ts';
import { listJobs } from '../jobs/list-jobs.ts';
import { watchJob } from '../jobs/watch-job.ts';
import { watchJobs } from '../jobs/watch-jobs.ts';
import type { Platform } from '../platform/platform.ts';
import type { NanococoaClient } from './client.ts';
import type { ClientOptions } from './client-options.ts';
import { metadataOf } from './metadata-of.ts';
import { originOf } from './origin-of.ts';

const DEADLINE_MS = 30_000;
const SILENCE_MS = 40_000;

/** Makes the client of a platform. Connects at the first call. */
export function createClientOn(platform: Platform, address: string, options: ClientOptions): NanococoaClient {
  const { rpc, maxStreamedBytes, isBidirectional, close } = platform.connect({
    address: originOf(address, options.tls !== undefined),
    tls: options.tls,
    metadata: metadataOf(options),
    onUnreachable: options.onUnreachable ?? (() => {}),
  });
  const retry = retryPolicy(options.retry);
  const wire = { rpc, retry, silenceMs: options.silenceMs ?? SILENCE_MS };
  const dependencies = { wire, platform, maxStreamedBytes };
  const deadlineMs = options.deadlineMs ?? DEADLINE_MS;

  const call = <T>(make: (o: RpcOptions) => Promise<T>, o: CallOptions = {}): Promise<T> =>
    reach(retry, make, { ...o, deadlineMs: o.deadlineMs ?? deadlineMs });

  return {
    generateAd: (request, o = {}) =>
      isBidirectional
        ? generateAdAsStream(dependencies, request, o)
        : generateAdInSteps(dependencies, request, o),

    upload: (source, o = {}) => uploadImage(dependencies, source, o),
    getImage: async (imageId, o) =>
      present((await call((rpcOptions) => rpc.getImage({ imageId }, rpcOptions), o)).image, 'image'),
    download: (imageId, o = {}) => downloadBlob(dependencies, imageId, o),
    downloadStream: (imageId, o = {}) => downloadStream(dependencies, imageId, o),
    downloadFile: (imageId, path, o = {}) =>
      platform.writeFile(path, bytesOf(downloadImage(dependencies, imageId, o))),

    async createJob(request, o) {
      // Made once: a repetition has to have the same request id.
      const message = createJobRequest(request);
      return present((await call((rpcOptions) => rpc.createJob(message, rpcOptions), o)).job, 'job');
    },
    async rerunJob(jobId, request, o) {
      const message = rerunJobRequest(jobId, request);
      return present((await call((rpcOptions) => rpc.rerunJob(message, rpcOptions), o)).job, 'job');
    },
    getJob: async (jobId, o) =>
      present((await call((rpcOptions) => rpc.getJob({ jobId }, rpcOptions), o)).job, 'job'),
    listJobs: (o = {}) => listJobs(wire, { ...o, deadlineMs: o.deadlineMs ?? deadlineMs }),
    cancelJob: async (jobId, o) =>
      present((await call((rpcOptions) => rpc.cancelJob({ jobId }, rpcOptions), o)).job, 'job'),
    deleteJob: async (jobId, o) => void (await call((rpcOptions) => rpc.deleteJob({ jobId }, rpcOptions), o)),
    watch: (jobId, o = {}) => watchJob(wire, jobId, o),
    watchJobs: (o = {}) => watchJobs(wire, o),

    listFonts: async (o) => (await call((rpcOptions) => rpc.listFonts({}, rpcOptions), o)).fonts,
    downloadFont: (fontId, o = {}) => downloadFont(dependencies, fontId, o),
    recommendFonts: async (query, o) =>
      (await call((rpcOptions) => rpc.recommendFonts(query, rpcOptions), o)).fonts,
    listModels: async (o) => call((rpcOptions) => rpc.listModels({}, rpcOptions), o),
    listParameters: async (o) =>
      (await call((rpcOptions) => rpc.listParameters({}, rpcOptions), o)).parameters,
    status: async (o) =>
      present((await call((rpcOptions) => rpc.getServerStatus({}, rpcOptions), o)).status, 'status'),

    close,
  };
}

async function* bytesOf(pieces: AsyncIterable<{ data: Uint8Array }>): AsyncGenerator<Uint8Array> {
  for await (const { data } of pieces) yield data;
}
