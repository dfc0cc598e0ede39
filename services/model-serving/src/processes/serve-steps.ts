import { inspect } from 'node:util';
import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { ArtifactKind } from '@nanococoa/proto/common/v1/image.ts';
import type { StepReport } from '@nanococoa/proto/common/v1/job.ts';
import type { Scene } from '@nanococoa/proto/common/v1/scene.ts';
import type { InputRole, StepTask } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import type { PreviewPicture } from '../imaging/io/make-preview.ts';
import { collectAllShared } from '../imaging/parallel/band-threads.ts';
import type { ProcessContext, StepPicture } from '../steps/step-context.ts';
import { childMain } from './child-main.ts';
import { createStepSession, type StepSession } from './step-session.ts';
import type { FromStudioWorker, ToStudioWorker } from './studio-messages.ts';

/** The input pictures of a step, encoded. */
export type StepInputs = ReadonlyMap<InputRole, Buffer>;

/** What a step made. */
export interface StepOutcome {
  result: StepPicture;
  artifacts: { kind: ArtifactKind; picture: StepPicture }[];
  scene: Scene | undefined;
  report: StepReport;
}

/** Does a step. An AppError says what is wrong with the inputs; anything else is a fault of ours. */
export type StepRunner = (
  task: StepTask,
  inputs: StepInputs,
  context: ProcessContext,
) => Promise<StepOutcome>;

/**
 * The main of a studio worker: runs one step at a time with `run`, until its parent ends. It is ready at once, and warm
 * when `preload` has brought into memory what steps need.
 */
export function serveSteps(run: StepRunner, preload: () => Promise<void> = () => Promise.resolve()): void {
  let session: StepSession | undefined;
  let running = false;
  const { send } = childMain<FromStudioWorker, ToStudioWorker>((message) => {
    switch (message.kind) {
      case 'begin':
        session = createStepSession({ ...message, send, makePreview });
        running = false;
        break;
      case 'inputs_end':
        running = true;
        if (session) void runStep(run, session);
        break;
      case 'cancel':
        session?.receive(message);
        // Nothing runs yet that would notice.
        if (!running) void session?.end({ kind: 'stopped' });
        break;
      default:
        // What belongs to a step that has ended meanwhile is late news.
        session?.receive(message);
    }
  });
  send({ kind: 'ready' })
    .then(preload)
    .then(() => send({ kind: 'warm' }))
    .catch(() => process.exit(1));
}

/** Imported when the first is made, with what the steps need: a fresh process is ready at once. */
const makePreview = async (picture: PreviewPicture) =>
  await (await import('../imaging/io/make-preview.ts')).makePreview(picture);

async function runStep(run: StepRunner, session: StepSession): Promise<void> {
  try {
    const outcome = await run(session.task, session.takeInputs(), session.context);
    for (const { kind, picture } of outcome.artifacts) await session.sendPicture(kind, picture);
    await session.sendPicture(0, outcome.result);
    await session.end({ kind: 'done', scene: outcome.scene, report: outcome.report });
  } catch (error) {
    await session.end(failure(error));
  }
  // The step's pictures are garbage now: at rest the process is to hold little.
  collectAllShared();
}

/** A known error goes to the caller; of any other only the stack goes to the log. */
function failure(error: unknown): FromStudioWorker {
  const known = error instanceof AppError ? error : new AppError('STEP_FAILED', { cause: error });
  const source = known.cause ?? known;
  return {
    kind: 'failed',
    reason: known.reason,
    message: known.message,
    fields: known.fields,
    stack: source instanceof Error ? (source.stack ?? source.message) : inspect(source),
  };
}
