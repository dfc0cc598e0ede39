import { createHash } from 'node:crypto';
import { imageChunks } from '@nanococoa/common/chunks/image-chunks.ts';
import { type ArtifactKind, Image } from '@nanococoa/proto/common/v1/image.ts';
import type { InputRole, StepTask } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import type { PreviewPicture } from '../imaging/io/make-preview.ts';
import type { StepContext, StepPicture } from '../steps/step-context.ts';
import {
  type FromStudioWorker,
  OUTPUT_WINDOW,
  type StepProgressNews,
  type ToStudioWorker,
} from './studio-messages.ts';

/** A step inside the studio worker: what has come for it, and its way to the service. */
export interface StepSession {
  readonly task: StepTask;
  readonly context: StepContext;
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
  /** The way to the service. */
  send(message: FromStudioWorker): Promise<void>;
  /** Makes a small WebP of a picture. */
  makePreview(picture: PreviewPicture): Promise<Uint8Array>;
}

/** Creates the session of a step. */
export function createStepSession(options: StepSessionOptions): StepSession {
  const { task, cacheDir, send } = options;
  const pieces = new Map<InputRole, Uint8Array[]>();
  const waiting: PromiseWithResolvers<Float32Array>[] = [];
  let stopped = false;
  let ended = false;
  let outputsBegun = false;
  let credits = OUTPUT_WINDOW;
  let credit = Promise.withResolvers<void>();
  let lastFraction = 0;
  let lastSubStep = '';
  let lastMessage = '';
  let lastNewsMs = Number.NEGATIVE_INFINITY;
  let unsentNews = 0;
  let previewsBegun = 0;
  let newestPreview = 0;

  const checkStopped = () => {
    if (stopped) throw new Error('The step was asked to stop.');
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
    };
  };
  const showPreview = async (number: number, picture: PreviewPicture) => {
    // Without a preview a picture is as good; its pixels' fault would fail the step itself.
    const preview = await options.makePreview(picture).catch(() => undefined);
    // The picture itself is on its way then; and what comes after the end would be taken for the next step's.
    if (!preview || stopped || ended || outputsBegun || number < newestPreview) return;
    newestPreview = number;
    post({ ...news(), preview });
  };

  const context: StepContext = {
    cacheDir,
    progress(fraction, subStep, message) {
      // A step that hears of the cancel here ends cleanly, and its warm process can be kept.
      checkStopped();
      lastFraction = Math.max(lastFraction, Math.min(1, fraction));
      const nowMs = performance.now();
      if (subStep === lastSubStep && nowMs - lastNewsMs < NEWS_INTERVAL_MS) return;
      if (unsentNews >= MAX_UNSENT_NEWS) return;
      unsentNews += 1;
      lastSubStep = subStep;
      lastMessage = message;
      lastNewsMs = nowMs;
      post(news(), () => {
        unsentNews -= 1;
      });
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
        case 'ack':
          credits += 1;
          credit.resolve();
          break;
        case 'cancel':
          stopped = true;
          credit.resolve();
          for (const answer of waiting.splice(0)) answer.reject(new Error('The step was asked to stop.'));
          break;
      }
    },
    async sendPicture(artifact, picture) {
      outputsBegun = true;
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
      await send(stopped ? { kind: 'stopped' } : message).catch(() => undefined);
    },
  };
}

/**
 * Half of the ten pieces of news that a job may have in a second; the other half is for new sub-steps and previews.
 * What comes sooner is left out here, where it is made: held back further on, it would be old when it arrives.
 */
const NEWS_INTERVAL_MS = 200;
/** Progress that the pipe has not taken yet; more of it is left out, since only the newest counts. */
const MAX_UNSENT_NEWS = 64;

function addPiece(pieces: Map<InputRole, Uint8Array[]>, role: InputRole, data: Uint8Array): void {
  const parts = pieces.get(role);
  if (parts) parts.push(data);
  else pieces.set(role, [data]);
}
