import { type NanococoaError, toNanococoaError } from '@nanococoa/client';
import { useEffect, useState } from 'react';
import { useClient } from '../app/mesh.tsx';
import type { Sources } from './find-sources.ts';

/** Photo and cut-out on their way, as they are stored. */
export interface Pictures {
  bytes: { photo: Blob | undefined; cutout: Blob } | undefined;
  /** How much has come, 0..1. */
  fraction: number;
  error: NanococoaError | undefined;
}

const NOTHING: Pictures = { bytes: undefined, fraction: 0, error: undefined };

/** Downloads what is to be touched up. */
export function usePictures({ photoId, cutoutId }: Sources): Pictures {
  const client = useClient();
  const [pictures, setPictures] = useState(NOTHING);
  useEffect(() => {
    const abort = new AbortController();
    const { signal } = abort;
    const parts = new Map<string, number>();
    const fetchOne = (id: string) => {
      parts.set(id, 0);
      return client.download(id, {
        signal,
        onProgress({ receivedBytes, totalBytes }) {
          parts.set(id, totalBytes === 0 ? 0 : receivedBytes / totalBytes);
          const fraction = [...parts.values()].reduce((sum, part) => sum + part, 0) / parts.size;
          setPictures({ ...NOTHING, fraction });
        },
      });
    };
    setPictures(NOTHING);
    const photo = photoId === undefined ? undefined : fetchOne(photoId);
    Promise.all([photo, fetchOne(cutoutId)])
      .then(([photoBytes, cutout]) => {
        if (!signal.aborted) {
          setPictures({ bytes: { photo: photoBytes, cutout }, fraction: 1, error: undefined });
        }
      })
      .catch((error: unknown) => {
        if (!signal.aborted) setPictures({ ...NOTHING, error: toNanococoaError(error) });
        abort.abort();
      });
    return () => abort.abort();
  }, [client, photoId, cutoutId]);
  return pictures;
}
