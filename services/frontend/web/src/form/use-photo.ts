import { type NanococoaError, toNanococoaError } from '@nanococoa/client';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useClient } from '../app/mesh.tsx';

/** The product photo on its way. A photo of an earlier visit has an image id and no file. */
export type PhotoState =
  | { kind: 'none' }
  | { kind: 'uploading'; file: File; previewUrl: string; sentBytes: number; isReading: boolean }
  | { kind: 'ready'; file: File; previewUrl: string }
  | { kind: 'failed'; file: File; error: NanococoaError };

export interface Photo {
  state: PhotoState;
  /** Takes a file and uploads it at once; one that is on its way is stopped. */
  take(file: File): void;
  /** Forgets the photo and stops its upload. */
  clear(): void;
}

/** Uploads the photo that the person chooses; `onImage` hears its image id, empty: there is none. */
export function usePhoto(onImage: (imageId: string) => void): Photo {
  const client = useClient();
  const [state, setState] = useState<PhotoState>({ kind: 'none' });
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const previewUrl = 'previewUrl' in state ? state.previewUrl : undefined;
  useEffect(() => {
    if (previewUrl !== undefined) return () => URL.revokeObjectURL(previewUrl);
  }, [previewUrl]);

  const clear = useCallback(() => {
    running.current?.abort();
    setState({ kind: 'none' });
    onImage('');
  }, [onImage]);

  const take = useCallback(
    (file: File) => {
      running.current?.abort();
      const abort = new AbortController();
      running.current = abort;
      const url = URL.createObjectURL(file);
      const show = (next: PhotoState) => {
        if (!abort.signal.aborted) setState(next);
      };
      onImage('');
      show({ kind: 'uploading', file, previewUrl: url, sentBytes: 0, isReading: true });
      const onProgress = ({ sentBytes }: { sentBytes: number }) =>
        show({ kind: 'uploading', file, previewUrl: url, sentBytes, isReading: false });
      client
        .upload(file, { signal: abort.signal, onProgress })
        .then((image) => {
          if (abort.signal.aborted) return;
          show({ kind: 'ready', file, previewUrl: url });
          onImage(image.id);
        })
        .catch((error: unknown) => show({ kind: 'failed', file, error: toNanococoaError(error) }));
    },
    [client, onImage],
  );

  return { state, take, clear };
}
