import { ArtifactKind, type Image } from '@nanococoa/proto/common/v1/image.ts';
import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import { useCallback, useEffect, useState } from 'react';
import { useClient } from '../app/mesh.tsx';
import { PICTURE_SIDE, type StageAnswer, type StagePieces, type StageRequest } from './stage-messages.ts';

/** The pictures of a job that the stage is made of. */
export interface StageImages {
  result: Image;
  mask: Image;
  cutout: Image;
}

export interface LoadedPieces {
  pieces: StagePieces | undefined;
  failed: boolean;
  tryAgain(): void;
}

/** What step 1 has left for the stage; undefined: it set no product into its picture. */
export function stageImagesOf(job: Job): StageImages | undefined {
  const step = job.steps.find(({ number }) => number === 1);
  const artifact = (wanted: ArtifactKind) => step?.artifacts.find(({ kind }) => kind === wanted)?.image;
  const mask = artifact(ArtifactKind.PRODUCT_MASK);
  const cutout = artifact(ArtifactKind.CUTOUT);
  const result = step?.result;
  return result && mask && cutout && { result, mask, cutout };
}

/** Loads the pictures and has a worker make the stage of them. */
export function useStagePieces(job: Job, images: StageImages | undefined): LoadedPieces {
  const client = useClient();
  const [pieces, setPieces] = useState<StagePieces>();
  const [failed, setFailed] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const key = images && [images.result.id, images.mask.id, images.cutout.id].join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the ids say all of the job that matters
  useEffect(() => {
    if (images === undefined) return;
    const abort = new AbortController();
    const { signal } = abort;
    const load = ({ id, width, height }: Image, mediaType: string) =>
      client.download(id, { signal, rendition: { width: fittingWidth(width, height), mediaType } });
    Promise.all([
      load(images.result, 'image/webp'),
      load(images.mask, 'image/png'),
      load(images.cutout, 'image/webp'),
    ])
      .then(([result, mask, cutout]) => makePieces(requestOf(job, images, { result, mask, cutout }), signal))
      .then((made) => !signal.aborted && setPieces(made))
      .catch(() => !signal.aborted && setFailed(true));
    return () => abort.abort();
  }, [client, key, attempt]);
  const tryAgain = useCallback(() => {
    setFailed(false);
    setAttempt((count) => count + 1);
  }, []);
  return { pieces, failed, tryAgain };
}

/** Width at which the longer side is PICTURE_SIDE; renditions never enlarge and are at least 16 wide. */
function fittingWidth(width: number, height: number): number {
  return Math.max(16, Math.round(width * Math.min(1, PICTURE_SIDE / Math.max(width, height))));
}

function requestOf(
  job: Job,
  images: StageImages,
  pictures: Pick<StageRequest, 'result' | 'mask' | 'cutout'>,
): StageRequest {
  const { scene } = job.steps.find(({ number }) => number === 1) ?? {};
  return {
    ...pictures,
    canvas: { width: images.result.width, height: images.result.height },
    cutoutSize: { width: images.cutout.width, height: images.cutout.height },
    placement: scene?.placement,
    camera: scene?.camera,
    key: scene?.light,
    asked: { x: job.spec?.product?.x, y: job.spec?.product?.y },
  };
}

function makePieces(request: StageRequest, signal: AbortSignal): Promise<StagePieces> {
  const worker = new Worker(new URL('./stage-worker.ts', import.meta.url), { type: 'module' });
  return new Promise<StagePieces>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
    worker.onmessage = ({ data }: MessageEvent<StageAnswer>) =>
      'pieces' in data ? resolve(data.pieces) : reject(new Error(data.problem));
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(request);
  }).finally(() => worker.terminate());
}
