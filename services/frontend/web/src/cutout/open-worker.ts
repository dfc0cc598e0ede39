import type { DraftId } from './draft-store.ts';
import type { Reply, Request } from './protocol.ts';

/** The worker that holds the pixels of one cut-out, and the canvas that it draws on. */
export interface CutoutWorker {
  canvas: HTMLCanvasElement;
  post(request: Request): void;
  /** The touched-up cut-out as PNG. Rejects when it cannot be made. */
  encode(): Promise<Blob>;
  close(): void;
}

export interface CutoutPictures {
  photo: Blob | undefined;
  cutout: Blob;
  draft: DraftId;
}

/** Starts a worker on a cut-out; `onReply` hears all that it says. */
export function openWorker(pictures: CutoutPictures, onReply: (reply: Reply) => void): CutoutWorker {
  const worker = new Worker(new URL('./worker/cutout-worker.ts', import.meta.url), { type: 'module' });
  const canvas = document.createElement('canvas');
  const offscreen = canvas.transferControlToOffscreen();
  const waiting = new Set<(reply: Reply) => void>();
  const post = (request: Request, transfer: Transferable[] = []) => worker.postMessage(request, transfer);
  worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
    for (const hear of waiting) hear(data);
    onReply(data);
  });
  // An error that nothing caught, such as memory that is not there.
  worker.addEventListener('error', () => onReply({ kind: 'failed', what: 'open' }));
  post({ kind: 'open', canvas: offscreen, ...pictures }, [offscreen]);

  return {
    canvas,
    post,
    encode: () =>
      new Promise((resolve, reject) => {
        const hear = (reply: Reply) => {
          if (reply.kind === 'encoded') resolve(reply.blob);
          else if (reply.kind === 'failed' && reply.what === 'encode')
            reject(new Error('No memory for the file.'));
          else return;
          waiting.delete(hear);
        };
        waiting.add(hear);
        post({ kind: 'encode' });
      }),
    close: () => worker.terminate(),
  };
}
