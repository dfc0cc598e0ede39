import { readFile } from 'node:fs/promises';
import { fillDefaults } from '@nanococoa/common/parameters/fill-defaults.ts';
import { createRpcClient } from '@nanococoa/common/rpc/client.ts';
import { AdSpec, type DeepPartial } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { GRPCInferenceServiceDefinition } from '@nanococoa/proto/inference/open_inference.ts';
import {
  InputRole,
  ModelServingServiceDefinition,
  StepTask,
} from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import { MODELS_DIR } from '../../../scripts/setup/ensure-model.mjs';
import { collect, runTask } from '../../model-serving/step-call.ts';
import { SAMPLE_PHOTO } from '../../support/sample-photo.ts';
import { startBenchProcess } from '../harness/bench-process.ts';
import { type Row, row } from '../harness/row.ts';
import { cutoutInput } from './cutout-input.ts';
import type { ServiceAnswer, ServicePorts, ServiceTask } from './service-process.ts';

/** Steps that run at the same time, and how many of them in all. */
const SLOTS = 2;
const STEPS = 6;

/** How late ModelServing's own event loop is while all its slots work and its model is asked without a pause. */
export async function eventLoopRow(directory: string): Promise<Row> {
  Object.assign(process.env, {
    MODEL_SERVING_LISTEN: '127.0.0.1:0',
    MODEL_SERVING_OIP_LISTEN: '127.0.0.1:0',
    // Nobody listens there: it works without Backend, too.
    BACKEND_ADDRESS: '127.0.0.1:1',
    MODEL_SERVING_MODELS_DIR: MODELS_DIR,
    MODEL_SERVING_CACHE_DIR: directory,
    MODEL_SERVING_SLOTS: String(SLOTS),
  });
  const service = await startBenchProcess<ServiceTask, ServiceAnswer>(
    new URL('./service-process.ts', import.meta.url),
    { greets: true },
  );
  const { grpc, oip } = service.hello as ServicePorts;
  const steps = createRpcClient(ModelServingServiceDefinition, { address: `127.0.0.1:${grpc}` });
  const models = createRpcClient(GRPCInferenceServiceDefinition, { address: `127.0.0.1:${oip}` });
  try {
    const photo = await readFile(SAMPLE_PHOTO);
    const runStep = async (seed: number) =>
      await collect(runTask(steps.client, adTask(seed), [[InputRole.PRODUCT, photo]]));
    await runStep(0);
    await service.ask('begin');
    let working = true;
    const inferences = inferUntil(() => !working, models.client);
    let next = 1;
    const worker = async () => {
      while (next <= STEPS) await runStep(next++);
    };
    await Promise.all(Array.from({ length: SLOTS }, worker));
    working = false;
    await inferences;
    const { value } = await service.ask('end');
    return row({
      ...{ id: "event loop's delay with all slots and the model at work, p99", unit: 'ms' },
      ...{ value, target: '<= 20 ms' },
    });
  } finally {
    steps.close();
    models.close();
    await service.stop();
  }
}

const SPEC: DeepPartial<AdSpec> = {
  background: { prompt: '호두나무 테이블, 따뜻한 카페' },
  output: { width: 1024, height: 1024 },
};

function adTask(seed: number): StepTask {
  const spec = fillDefaults(AdSpec.fromPartial({ ...SPEC, autoUnload: false }), { chooseSeed: () => seed });
  return StepTask.fromPartial({ step: 1, spec });
}

async function inferUntil(
  isOver: () => boolean,
  client: ReturnType<typeof createRpcClient<typeof GRPCInferenceServiceDefinition>>['client'],
): Promise<void> {
  const { data, dims } = cutoutInput();
  const metadata = await client.modelMetadata({ name: 'u2netp' });
  const [{ name }] = metadata.inputs;
  const raw = Buffer.from(data.buffer);
  while (!isOver()) {
    await client.modelInfer({
      modelName: 'u2netp',
      inputs: [{ name, datatype: 'FP32', shape: dims }],
      rawInputContents: [raw],
    });
  }
}
