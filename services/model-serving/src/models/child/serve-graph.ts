import { InferenceSession } from 'onnxruntime-node';
import { PipelineFault } from '../../diffusion/pipelines/pipeline-fault.ts';
import { childMain } from '../../processes/child-main.ts';
import { collectGarbage } from './collect-garbage.ts';
import type {
  FromGraphProcess,
  MakePicture,
  RunGraph,
  StopPicture,
  ToGraphProcess,
} from './graph-messages.ts';
import { graphSignature } from './graph-signature.ts';
import { fromOrtTensor, toOrtTensor } from './ort-tensor.ts';
import type { OpenedPipeline } from './pipeline-session.ts';
import { sessionOptions } from './session-options.ts';

/**
 * The main of a model's process: loads one graph, or opens one pipeline, and computes one result at a time, until its
 * parent ends it.
 */
export function serveGraph(): void {
  let session: InferenceSession | undefined;
  let pipeline: OpenedPipeline | undefined;
  let stopping = new AbortController();

  const makePicture = async (message: MakePicture): Promise<FromGraphProcess> => {
    if (!pipeline) throw new Error('no pipeline has been opened');
    stopping = new AbortController();
    const { signal } = stopping;
    try {
      const picture = await pipeline.makePicture(message, {
        signal,
        onProgress: (progress) => void main.send({ kind: 'progress', progress }).catch(leave),
      });
      return { kind: 'picture', picture };
    } catch (error) {
      if (signal.aborted) return { kind: 'stopped' };
      throw error;
    }
  };
  const answer = async (message: Exclude<ToGraphProcess, StopPicture>): Promise<FromGraphProcess> => {
    if (message.kind === 'load') {
      session = await InferenceSession.create(message.path, sessionOptions(message));
      return { kind: 'loaded', signature: graphSignature(session) };
    }
    if (message.kind === 'open') {
      // Only now: a process for one graph has no use for it.
      const { openPipeline } = await import('./pipeline-session.ts');
      pipeline = await openPipeline(message);
      return { kind: 'opened' };
    }
    if (message.kind === 'picture') return await makePicture(message);
    if (!session) throw new Error('no graph has been loaded');
    return { kind: 'result', outputs: await run(session, message) };
  };
  const respond = async (message: Exclude<ToGraphProcess, StopPicture>) => {
    const response = await answer(message).catch((error: unknown): FromGraphProcess => {
      const words = error instanceof Error ? error.message : String(error);
      return { kind: 'failed', message: words, isFault: error instanceof PipelineFault };
    });
    await main.send(response);
    if (message.kind === 'run' && response.kind === 'result')
      collectGarbage(message.inputs, response.outputs);
  };
  const leave = () => process.exit(1);
  const main = childMain<FromGraphProcess, ToGraphProcess>((message) => {
    if (message.kind === 'stop') stopping.abort();
    else void respond(message).catch(leave);
  });
  void main.send({ kind: 'ready' }).catch(leave);
}

async function run(session: InferenceSession, { inputs, outputs }: RunGraph) {
  const feeds = Object.fromEntries(
    Object.entries(inputs).map(([name, tensor]) => [name, toOrtTensor(tensor)]),
  );
  const results = await session.run(feeds, outputs);
  return Object.fromEntries(Object.entries(results).map(([name, tensor]) => [name, fromOrtTensor(tensor)]));
}
