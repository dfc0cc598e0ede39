import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { Context } from '@nanococoa/common/rpc/context.ts';
import type {
  RunStepRequest,
  RunStepResponse,
} from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import type { StepNews } from '../processes/step-run.ts';
import type { WorkerPool } from '../processes/worker-pool.ts';
import { feedInputs } from './feed-inputs.ts';
import { readTask } from './read-task.ts';

type DeepPartialResponse = { part: NonNullable<RunStepResponse['part']> };

/**
 * RunStep: admits the task at once or refuses it, passes the inputs on to a worker's process, and its news
 * back, piece by piece at the reader's speed. The call's end is the work's end.
 */
export async function* runStep(
  requests: AsyncIterable<RunStepRequest>,
  context: Context,
  pool: WorkerPool,
): AsyncGenerator<DeepPartialResponse> {
  const messages = requests[Symbol.asyncIterator]();
  const task = await readTask(messages);
  const run = pool.start(task, context.log);
  const stop = () => run.stop(new AppError('CANCELLED'));
  context.signal.addEventListener('abort', stop);
  if (context.signal.aborted) stop();
  try {
    await Promise.race([feedInputs(messages, task, run), run.failure]);
    for await (const news of run.news()) yield { part: toPart(news) };
  } finally {
    context.signal.removeEventListener('abort', stop);
    stop();
    await run.ended;
  }
}

function toPart(news: StepNews): DeepPartialResponse['part'] {
  switch (news.kind) {
    case 'progress': {
      const { fraction, subStep, message, timeMs } = news;
      return { $case: 'progress', value: { fraction, subStep, message, time: new Date(timeMs) } };
    }
    case 'output':
      return { $case: 'output', value: { artifact: news.artifact, chunk: news.chunk } };
    case 'done':
      return { $case: 'done', value: { scene: news.scene, report: news.report, engine: ENGINE } };
  }
}

/** The engine that made it. */
const ENGINE = 'studio';
