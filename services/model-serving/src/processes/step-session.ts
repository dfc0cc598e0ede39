import { createHash } from 'node:crypto';
import { imageChunks } from '@nanococoa/common/chunks/image-chunks.ts';
import { type ArtifactKind, Image } from '@nanococoa/proto/common/v1/image.ts';
import type { InputRole, StepTask } from '@nanococoa/proto/modelserving/v1/model_serving_service.ts';
import type { StepContext, StepPicture } from '../steps/step-context.ts';
import { type FromStudioWorker, OUTPUT_WINDOW, type ToStudioWorker } from './studio-messages.ts';

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

/** Creates the session of a step. `send` is the way to the service. */
export function createStepSession(
  task: StepTask,
  cacheDir: string,
  send: (message: FromStudioWorker) => Promise<void>,
): StepSession {
  const pieces = new Map<InputRole, Uint8Array[]>();
  const waiting: PromiseWithResolvers<Float32Array>[] = [];
  let stopped = false;
  let ended = false;
  let credits = OUTPUT_WINDOW;
  let credit = Promise.withResolvers<void>();
  let lastFraction = 0;
  let lastSubStep = '';
  let lastNewsMs = Number.NEGATIVE_INFINITY;
  let unsentNews = 0;

  const checkStopped = () => {
    if (stopped) throw new Error('The step was asked to stop.');
  };
  const post = (message: FromStudioWorker, onSent?: () => void) => {
    // The service is gone when this fails, and then so is this process in a moment.
    send(message).then(onSent, () => undefined);
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
      lastNewsMs = nowMs;
      post({ kind: 'progress', fraction: lastFraction, subStep, message, timeMs: Date.now() }, () => {
        unsentNews -= 1;
      });
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
 * A little under ten pieces of news a second, besides new sub-steps. What comes sooner is left out here, where it is
 * made: held back further on, it would be old when it arrives.
 */
const NEWS_INTERVAL_MS = 120;
/** Progress that the pipe has not taken yet; more of it is left out, since only the newest counts. */
const MAX_UNSENT_NEWS = 64;

function addPiece(pieces: Map<InputRole, Uint8Array[]>, role: InputRole, data: Uint8Array): void {
  const parts = pieces.get(role);
  if (parts) parts.push(data);
  else pieces.set(role, [data]);
}
