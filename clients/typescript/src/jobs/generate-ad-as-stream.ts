import type { Job, JobProgress } from '#proto/common/v1/job.ts';
import type { CreateJobRequest, GenerateAdRequest } from '#proto/frontend/v1/frontend_service.ts';
import { brokenStream } from '../calls/broken-stream.ts';
import { createChunkVerifier } from '../calls/chunk-verifier.ts';
import { type RpcOptions, startDeadline } from '../calls/deadline.ts';
import { createPatience } from '../calls/patience.ts';
import { present } from '../calls/present.ts';
import { isTransient, toNanococoaError } from '../calls/to-error.ts';
import { createWatchdog } from '../calls/watchdog.ts';
import type { Wire } from '../calls/wire.ts';
import type { ByteSource } from '../images/byte-source.ts';
import { chunksOf } from '../images/upload-as-stream.ts';
import { type AdRequest, type GenerateAdOptions, type GeneratedAd, succeeded, tell } from './generate-ad.ts';
import { downloadAd, finishAd, type StepsDependencies } from './generate-ad-in-steps.ts';
import { createJobRequest } from './job-request.ts';
import { createProgressFloor } from './progress-floor.ts';

export type StreamDependencies = StepsDependencies & { wire: Wire<'generateAd'> };

/** How far a call has come: what its successor need not do again. */
interface Reached {
  job?: Job;
  /** The last event heard. */
  sequence: number;
  finished?: Job;
}

/**
 * One GenerateAd call. If it breaks before the job is known, it is made again with the same request id; after that the
 * job is watched from the last event heard, and its result downloaded.
 */
export async function generateAdAsStream(
  dependencies: StreamDependencies,
  { photo, ...request }: AdRequest,
  options: GenerateAdOptions,
): Promise<GeneratedAd> {
  const { wire, platform } = dependencies;
  const deadline = startDeadline(wire.retry.clock, options);
  const patience = createPatience(wire.retry, options.giveUpMs);
  const message = createJobRequest(request);
  const source = photo === undefined ? undefined : await platform.openSource(photo);
  const reached: Reached = { sequence: 0 };
  try {
    while (reached.job === undefined) {
      try {
        return await callOnce(dependencies, message, source, deadline.rpcOptions(), options, reached);
      } catch (error) {
        deadline.throwIfOver(error);
        if (!isTransient(error)) throw toNanococoaError(error);
        if (reached.job === undefined) await patience.wait(toNanococoaError(error), deadline.signal);
      }
    }
    const rest = { ...options, signal: deadline.signal };
    if (reached.finished) return await downloadAd(dependencies, reached.finished, rest);
    return await finishAd(dependencies, reached.job.id, reached.sequence, rest);
  } catch (error) {
    deadline.throwIfOver(error);
    throw error;
  } finally {
    deadline.stop();
    await source?.close();
  }
}

/** @throws whatever the call throws, UNAVAILABLE when it ends early or falls silent */
async function callOnce(
  { wire, platform }: StreamDependencies,
  message: CreateJobRequest,
  source: ByteSource | undefined,
  { signal, metadata }: RpcOptions,
  options: GenerateAdOptions,
  reached: Reached,
): Promise<GeneratedAd> {
  const floor = createProgressFloor();
  const raised = (value: JobProgress) => floor.apply({ $case: 'progress', value }).value;
  const verifier = await createChunkVerifier(platform);
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const silence = new AbortController();
  const watchdog = createWatchdog(wire.retry.clock, wire.silenceMs, () => silence.abort());
  // While the photo is sent, the server has nothing to say.
  const requests = requestsOf(message, source, platform, (progress) => {
    watchdog.reset();
    options.onUpload?.(progress);
  });
  const rpcOptions = { metadata, signal: AbortSignal.any([signal, silence.signal]) };
  try {
    for await (const { part } of wire.rpc.generateAd(requests, rpcOptions)) {
      watchdog.reset();
      if (part?.$case === 'job') {
        reached.job = part.value;
        options.onJob?.(part.value);
      } else if (part?.$case === 'event') {
        floor.apply(part);
        reached.sequence = part.value.sequence;
        reached.finished = tell(part.value, options);
      } else if (part?.$case === 'progress') {
        options.onProgress?.(raised(part.value));
      } else if (part?.$case === 'chunk') {
        pieces.push(verifier.push(part.value) as Uint8Array<ArrayBuffer>);
      }
    }
  } catch (error) {
    throw silence.signal.aborted && !signal.aborted ? brokenStream('The stream fell silent.') : error;
  } finally {
    watchdog.stop();
  }
  if (reached.finished === undefined) throw brokenStream();
  const job = succeeded(reached.finished);
  if (!verifier.isComplete) throw brokenStream();
  return { job, ad: new Blob(pieces, { type: present(job.result, 'result').mediaType }) };
}

async function* requestsOf(
  message: CreateJobRequest,
  source: ByteSource | undefined,
  platform: StreamDependencies['platform'],
  onUpload: GenerateAdOptions['onUpload'],
): AsyncGenerator<GenerateAdRequest> {
  yield { part: { $case: 'job', value: message } };
  if (source === undefined) return;
  for await (const chunk of chunksOf(platform, source, onUpload)) {
    yield { part: { $case: 'chunk', value: chunk } };
  }
}
