import { AppError } from '@nanococoa/common/errors/app-error.ts';
import { toDuration } from '@nanococoa/common/progress/to-duration.ts';
import type { Context } from '@nanococoa/common/rpc/context.ts';
import { Model } from '@nanococoa/proto/common/v1/catalog.ts';
import type {
  RunStepRequest,
  RunStepResponse,
  StepTask,
} from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import type { InputStore } from '../inputs/input-store.ts';
import { createOutputKeeper } from '../inputs/keep-outputs.ts';
import type { StepNews, StepRun } from '../processes/step-run.ts';
import type { WorkerPool } from '../processes/worker-pool.ts';
import type { ModelRegistry } from '../registry/model-registry.ts';
import { stepEngine } from '../steps/step-engine.ts';
import { feedInputs, planInputs } from './feed-inputs.ts';
import { readTask } from './read-task.ts';

export interface RunStepDependencies {
  pool: WorkerPool;
  /** Recent inputs, and outputs that are later steps' inputs. */
  store: InputStore;
  workerId: string;
  engineDigest: string;
  /** What is installed. */
  registry: Pick<ModelRegistry, 'get'>;
}

/**
 * RunStep: admits the task at once or refuses it, says which inputs are wanted, passes them on to a worker's process,
 * and its news back, piece by piece at the reader's speed. The call's end is the work's end.
 */
export async function* runStep(
  requests: AsyncIterable<RunStepRequest>,
  context: Context,
  dependencies: RunStepDependencies,
): AsyncGenerator<RunStepResponse> {
  const { pool, store, workerId } = dependencies;
  const messages = requests[Symbol.asyncIterator]();
  const task = await readTask(messages);
  const run = await pool.start(task, context.log, context.signal);
  const keeper = createOutputKeeper(store, task);
  const stop = () => run.stop(new AppError('CANCELLED'));
  context.signal.addEventListener('abort', stop);
  if (context.signal.aborted) stop();
  try {
    const plan = planInputs(task, store);
    const wanted = plan.wanted.map(({ role }) => role);
    yield { part: { $case: 'accepted', value: { workerId, wanted } } };
    await Promise.race([feedInputs(messages, plan, { sink: run, store }), run.failure]);
    for await (const news of run.news()) {
      if (news.kind === 'output') keeper.see(news.artifact, news.chunk);
      yield { part: toPart(news, { task, run }, dependencies) };
    }
  } finally {
    context.signal.removeEventListener('abort', stop);
    keeper.close();
    stop();
    await run.ended;
  }
}

function toPart(
  news: StepNews,
  { task, run }: { task: StepTask; run: StepRun },
  { engineDigest, registry }: RunStepDependencies,
): NonNullable<RunStepResponse['part']> {
  switch (news.kind) {
    case 'progress': {
      const { fraction, subStep, message, timeMs, preview = NO_BYTES, remainingMs } = news;
      const time = new Date(timeMs);
      const remaining = remainingMs === undefined ? undefined : toDuration(remainingMs);
      return { $case: 'progress', value: { fraction, subStep, message, time, preview, remaining } };
    }
    case 'output':
      return { $case: 'output', value: { artifact: news.artifact, chunk: news.chunk } };
    case 'done': {
      const models = run.usedModels().flatMap((id) => {
        const used = registry.get(id);
        return used ? [Model.fromPartial({ id, sha256: used.sha256, task: used.task })] : [];
      });
      const { scene, report } = news;
      return { $case: 'done', value: { scene, report, engine: stepEngine(task), engineDigest, models } };
    }
  }
}

const NO_BYTES = new Uint8Array(0);
