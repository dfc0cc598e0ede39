import { type Job, type NanococoaError, toNanococoaError } from '@nanococoa/client';
import { useEffect, useRef, useState } from 'react';
import { useClient } from '../app/mesh.tsx';
import { routeOf } from '../app/route.ts';
import { useRunning } from '../app/use-running.ts';
import { useRerun } from '../job/use-rerun.ts';
import { cutoutPatch } from './cutout-patch.ts';
import { createDraftStore } from './draft-store.ts';

/** The way of a cut-out into a new version of the ad. */
export interface Save {
  /** Undefined: nothing is being saved. `fraction` of the upload, 0..1. */
  progress: { phase: 'encoding' | 'uploading' | 'sending'; fraction: number } | undefined;
  error: NanococoaError | undefined;
  /** Brings a picture to the server and makes a version with it, which opens. */
  upload(picture: Blob | Promise<Blob>, from: 'strokes' | 'file'): void;
  /** Makes a version with the cut-out of the photo. */
  takeAutomatic(): void;
  /** Stops an upload. */
  stop(): void;
}

export function useSave(job: Job): Save {
  const client = useClient();
  const rerun = useRerun(job);
  const [progress, setProgress] = useState<Save['progress']>();
  const [error, setError] = useState<NanococoaError>();
  const running = useRunning();
  /** Strokes were sent: once the version is there, they need not be kept. */
  const hasSentStrokes = useRef(false);
  useEffect(
    () => () => {
      running.stop();
      const route = routeOf(window.location.hash);
      if (!hasSentStrokes.current || route.kind !== 'job' || route.jobId === job.id) return;
      // Gone elsewhere: to the new version, which has them, or to some other ad, and they stay.
      client
        .getJob(route.jobId)
        .then(({ parentId }) => (parentId === job.id ? forgetStrokes(job.id) : undefined))
        .catch(() => {});
    },
    [client, running, job.id],
  );

  const send = (cutoutImageId: string, from: 'strokes' | 'file') =>
    rerun.send(cutoutPatch(job, cutoutImageId, from));
  const begin = () => {
    running.stop();
    setError(undefined);
    rerun.forgetError();
  };
  return {
    progress: rerun.isSending ? { phase: 'sending', fraction: 1 } : progress,
    error: error ?? rerun.error,
    upload(picture, from) {
      begin();
      const signal = running.begin();
      setProgress({ phase: 'encoding', fraction: 0 });
      Promise.resolve(picture)
        .then((blob) =>
          client.upload(blob, {
            signal,
            onProgress: ({ sentBytes, totalBytes }) =>
              !signal.aborted && setProgress({ phase: 'uploading', fraction: sentBytes / totalBytes }),
          }),
        )
        .then((image) => {
          if (signal.aborted) return;
          hasSentStrokes.current = from === 'strokes';
          send(image.id, from);
        })
        .catch((refusal: unknown) => !signal.aborted && setError(toNanococoaError(refusal)))
        .finally(() => !signal.aborted && setProgress(undefined));
    },
    takeAutomatic() {
      begin();
      hasSentStrokes.current = true;
      send('', 'strokes');
    },
    stop() {
      running.stop();
      setProgress(undefined);
    },
  };
}

/** Strokes that nobody wants any more. Resolves when they are gone. */
export async function forgetStrokes(jobId: string): Promise<void> {
  // A browser that keeps nothing has nothing to forget.
  await createDraftStore(indexedDB)
    .remove(jobId)
    .catch(() => {});
}
