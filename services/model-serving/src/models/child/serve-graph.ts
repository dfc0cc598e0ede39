import { InferenceSession } from 'onnxruntime-node';
import { childMain } from '../../processes/child-main.ts';
import { collectGarbage } from './collect-garbage.ts';
import type { FromGraphProcess, RunGraph, ToGraphProcess } from './graph-messages.ts';
import { graphSignature } from './graph-signature.ts';
import { fromOrtTensor, toOrtTensor } from './ort-tensor.ts';
import { sessionOptions } from './session-options.ts';

/** The main of a model's process: loads one graph and runs one inference at a time, until its parent ends it. */
export function serveGraph(): void {
  let session: InferenceSession | undefined;
  const answer = async (message: ToGraphProcess): Promise<FromGraphProcess> => {
    if (message.kind === 'load') {
      session = await InferenceSession.create(message.path, sessionOptions(message));
      return { kind: 'loaded', signature: graphSignature(session) };
    }
    if (!session) throw new Error('no graph has been loaded');
    return { kind: 'result', outputs: await run(session, message) };
  };
  const respond = async (message: ToGraphProcess) => {
    const response = await answer(message).catch((error: unknown): FromGraphProcess => {
      return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
    });
    await main.send(response);
    if (message.kind === 'run' && response.kind === 'result')
      collectGarbage(message.inputs, response.outputs);
  };
  const main = childMain<FromGraphProcess, ToGraphProcess>((message) => {
    void respond(message).catch(() => process.exit(1));
  });
  void main.send({ kind: 'ready' }).catch(() => process.exit(1));
}

async function run(session: InferenceSession, { inputs, outputs }: RunGraph) {
  const feeds = Object.fromEntries(
    Object.entries(inputs).map(([name, tensor]) => [name, toOrtTensor(tensor)]),
  );
  const results = await session.run(feeds, outputs);
  return Object.fromEntries(Object.entries(results).map(([name, tensor]) => [name, fromOrtTensor(tensor)]));
}
