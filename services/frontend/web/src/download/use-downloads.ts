import { type NanococoaError, toNanococoaError } from '@nanococoa/client';
import { useEffect, useRef, useState } from 'react';
import { useClient } from '../app/mesh.tsx';
import { saveBlob } from '../job/save-blob.ts';
import type { PlannedFile } from './plan-files.ts';

/** How far a file is. */
export type FileState =
  | { kind: 'waiting' }
  /** `fraction` undefined: the server is still preparing it. */
  | { kind: 'loading'; fraction: number | undefined }
  | { kind: 'saved'; sizeBytes: number }
  | { kind: 'stopped' }
  | { kind: 'failed'; error: NanococoaError };

export interface DownloadedFile {
  file: PlannedFile;
  state: FileState;
}

export interface Downloads {
  files: readonly DownloadedFile[];
  isBusy: boolean;
  /** Downloads files one after the other; those before are forgotten. */
  start(files: readonly PlannedFile[]): void;
  stop(at: number): void;
  retry(at: number): void;
}

/** Files on their way to the browser's downloads, one at a time: pictures on the page need connections as well. */
export function useDownloads(): Downloads {
  const client = useClient();
  const [files, setFiles] = useState<readonly DownloadedFile[]>([]);
  const aborts = useRef<AbortController[]>([]);
  const queue = useRef(Promise.resolve());
  useEffect(() => () => aborts.current.forEach((abort) => void abort.abort()), []);

  const fetchFile = async (at: number, file: PlannedFile, abort: AbortController): Promise<void> => {
    const { signal } = abort;
    // A run that is over says nothing about the one after it.
    const tell = (state: FileState): void => {
      if (aborts.current[at] !== abort) return;
      setFiles((known) => known.map((one, index) => (index === at ? { file, state } : one)));
    };
    try {
      signal.throwIfAborted();
      tell({ kind: 'loading', fraction: undefined });
      const blob = await client.download(file.image.id, {
        signal,
        rendition: file.rendition,
        onProgress: ({ receivedBytes, totalBytes }) =>
          tell({ kind: 'loading', fraction: totalBytes > 0 ? receivedBytes / totalBytes : undefined }),
      });
      saveBlob(blob, file.name);
      tell({ kind: 'saved', sizeBytes: blob.size });
    } catch (problem) {
      tell(signal.aborted ? { kind: 'stopped' } : { kind: 'failed', error: toNanococoaError(problem) });
    }
  };
  const enqueue = (at: number, file: PlannedFile): void => {
    const abort = new AbortController();
    aborts.current[at] = abort;
    queue.current = queue.current.then(() => fetchFile(at, file, abort));
  };

  return {
    files,
    isBusy: files.some(({ state }) => state.kind === 'waiting' || state.kind === 'loading'),
    start(planned) {
      for (const abort of aborts.current) abort.abort();
      aborts.current = [];
      setFiles(planned.map((file) => ({ file, state: { kind: 'waiting' } })));
      for (const [at, file] of planned.entries()) enqueue(at, file);
    },
    stop(at) {
      aborts.current[at]?.abort();
      const state: FileState = { kind: 'stopped' };
      setFiles((known) => known.map((one, index) => (index === at ? { ...one, state } : one)));
    },
    retry(at) {
      const { file } = files[at];
      setFiles((known) =>
        known.map((one, index) => (index === at ? { file, state: { kind: 'waiting' } } : one)),
      );
      enqueue(at, file);
    },
  };
}
