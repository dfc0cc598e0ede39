import { createHash } from 'node:crypto';
import { imageChunks } from '@nanococoa/common/chunks/image-chunks.ts';
import { type ArtifactKind, Image } from '@nanococoa/proto/common/v1/image.ts';
import type { InputRole, StepTask } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import type { MadePicture, PictureProgress } from '../diffusion/picture-job.ts';
import type { PreviewPicture } from '../imaging/io/make-preview.ts';
import type { DiffusionModel, ProcessContext, StepPicture } from '../steps/step-context.ts';
import {
  type FromStudioWorker,
  OUTPUT_WINDOW,
  type StepProgressNews,
  type ToStudioWorker,
} from './studio-messages.ts';

/** A step inside the studio worker: what has come for it, and its way to the service. */
export interface StepSession {
  readonly task: StepTask;
  readonly context: ProcessContext;
  /** The input pictures. To be called once, when all have come. */
  takeInputs(): Map<InputRole, Buffer>;
  receive(message: ToStudioWorker): void;
  /** Sends a picture in pieces, at most OUTPUT_WINDOW of them ahead of the reader. */
  sendPicture(kind: ArtifactKind, picture: StepPicture): Promise<void>;
  /** Sends the last message of the step; `stopped` instead, when the step was asked to stop. */
  end(message: FromStudioWorker): Promise<void>;
}

export interface StepSessionOptions {
  task: StepTask;
  cacheDir: string;
  /** The installed models that the task's spec names. */
  models: readonly DiffusionModel[];
  /** The way to the service. */
  send(message: FromStudioWorker): Promise<void>;
  /** Makes a small WebP of a picture. */
  makePreview(picture: PreviewPicture): Promise<Uint8Array>;
}

/** Creates the session of a step. */
export function createStepSession(options: StepSessionOptions): StepSession {
  const { task, cacheDir, models, send } = options;
  const pieces = new Map<InputRole, Uint8Array[]>();
  const waiting: PromiseWithResolvers<Float32Array>[] = [];
  let painting: PaintingInProcess | undefined;
  let stopped = false;
  let ended = false;
  let outputsBegun = false;
  let credits = OUTPUT_WINDOW;
  let credit = Promise.withResolvers<void>();
  let lastFraction = 0;
  let lastSubStep = '';
  let lastMessage = '';
  let lastRemainingMs: number | undefined;
  let lastNewsMs = Number.NEGATIVE_INFINITY;
  let dueNews: NodeJS.Timeout | undefined;
  let unsentNews = 0;
  let previewsBegun = 0;
  let newestPreview = 0;

  const checkStopped = () => {
    if (stopped) throw askedToStop();
  };
  const post = (message: FromStudioWorker, onSent?: () => void) => {
    // The service is gone when this fails, and then so is this process in a moment.
    send(message).then(onSent, () => undefined);
  };

  const news = (): StepProgressNews => {
    return {
      kind: 'progress',
      fraction: lastFraction,
      subStep: lastSubStep,
      message: lastMessage,
      timeMs: Date.now(),
      ...(lastRemainingMs !== undefined && { remainingMs: lastRemainingMs }),
    };
  };
  const tellNews = () => {
    stopNews();
    if (unsentNews >= MAX_UNSENT_NEWS) return;
    unsentNews += 1;
    lastNewsMs = performance.now();
    post(news(), () => {
      unsentNews -= 1;
    });
  };
  const stopNews = () => {
    clearTimeout(dueNews);
    dueNews = undefined;
  };
  const showPreview = async (number: number, picture: PreviewPicture) => {
    // Without a preview a picture is as good; its pixels' fault would fail the step itself.
    const preview = await options.makePreview(picture).catch(() => undefined);
    // The picture itself is on its way then; and what comes after the end would be taken for the next step's.
    if (!preview || stopped || ended || outputsBegun || number < newestPreview) return;
    newestPreview = number;
    post({ ...news(), preview });
  };

  const context: ProcessContext = {
    cacheDir,
    models,
    progress(fraction, subStep, message, remainingMs) {
      // A step that hears of the cancel here ends cleanly, and its warm process can be kept.
      checkStopped();
      lastFraction = Math.max(lastFraction, Math.min(1, fraction));
      const dueMs = subStep === lastSubStep ? lastNewsMs + NEWS_INTERVAL_MS - performance.now() : 0;
      lastSubStep = subStep;
      lastMessage = message;
      lastRemainingMs = remainingMs;
      if (dueMs <= 0) tellNews();
      else dueNews ??= setTimeout(tellNews, dueMs);
    },
    preview(picture) {
      checkStopped();
      previewsBegun += 1;
      void showPreview(previewsBegun, picture);
    },
    inferMask(tensor) {
      checkStopped();
      const answer = Promise.withResolvers<Float32Array>();
      waiting.push(answer);
      post({ kind: 'infer_mask', tensor });
      return answer.promise;
    },
    makePicture(modelId, job, onProgress, controlModelId) {
      checkStopped();
      if (painting) throw new Error('A step has one picture made at a time.');
      painting = { ...Promise.withResolvers<MadePicture>(), onProgress };
      post({ kind: 'make_picture', order: { modelId, controlModelId, job } });
      return painting.promise;
    },
  };
  /** The picture's work is over; what the step does next may be the next one. */
  const takePainting = () => {
    const done = painting;
    painting = undefined;
    return done;
  };

  return {
    task,
    context,
    takeInputs() {
      const inputs = new Map([...pieces].map(([role, parts]) => [role, Buffer.concat(parts)]));
      pieces.clear();
      return inputs;
    },
    receive(message) {
      switch (message.kind) {
        case 'input':
          addPiece(pieces, message.role, message.data);
          break;
        case 'mask':
          waiting.shift()?.resolve(message.mask);
          break;
        case 'picture_progress':
          tellProgress(painting, message.progress);
          break;
        case 'picture':
          takePainting()?.resolve(message.picture);
          break;
        case 'ack':
          credits += 1;
          credit.resolve();
          break;
        case 'cancel':
          stopped = true;
          stopNews();
          credit.resolve();
          for (const answer of waiting.splice(0)) answer.reject(askedToStop());
          takePainting()?.reject(askedToStop());
          break;
      }
    },
    async sendPicture(artifact, picture) {
      outputsBegun = true;
      stopNews();
      const id = createHash('sha256').update(picture.data).digest('hex');
      const { mediaType, width, height, hasAlpha, data } = picture;
      const image = Image.fromPartial({ id, mediaType, width, height, hasAlpha, sizeBytes: data.length });
      for await (const chunk of imageChunks(image, [data])) {
        while (credits === 0 && !stopped) {
          credit = Promise.withResolvers();
          await credit.promise;
        }
        checkStopped();
        credits -= 1;
        await send({ kind: 'output', artifact, chunk });
      }
    },
    async end(message) {
      if (ended) return;
      ended = true;
      stopNews();
      await send(stopped ? { kind: 'stopped' } : message).catch(() => undefined);
    },
  };
}

/**
 * Half of the ten pieces of news that a job may have in a second; the other half is for new sub-steps and previews.
 * What comes sooner waits here, where it is made, and only the newest: held back further on, it would be old when it
 * arrives.
 */
const NEWS_INTERVAL_MS = 200;
/** Progress that the pipe has not taken yet; more of it is left out, since only the newest counts. */
const MAX_UNSENT_NEWS = 64;

/** A picture that a model makes for the step. */
interface PaintingInProcess extends PromiseWithResolvers<MadePicture> {
  onProgress(progress: PictureProgress): void;
}

function askedToStop(): Error {
  return new Error('The step was asked to stop.');
}

/** What the step's own code throws at news of a picture fails the picture. */
function tellProgress(painting: PaintingInProcess | undefined, progress: PictureProgress): void {
  try {
    painting?.onProgress(progress);
  } catch (error) {
    painting?.reject(error);
  }
}

function addPiece(pieces: Map<InputRole, Uint8Array[]>, role: InputRole, data: Uint8Array): void {
  const parts = pieces.get(role);
  if (parts) parts.push(data);
  else pieces.set(role, [data]);
}
