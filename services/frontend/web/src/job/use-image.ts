import { useEffect, useState } from 'react';
import { downloadImage } from '../api/download.ts';
import { createLimiter } from '../api/limiter.ts';
import { useClient } from '../app/mesh.tsx';

/** A picture on the page. */
export interface LoadedImage {
  /** Object URL; stays the picture before until the new one has arrived. */
  url: string | undefined;
  failed: boolean;
}

export interface ImageSize {
  /** Width in pixels at most; undefined: the stored bytes as they are. */
  width?: number;
}

/** Of the six connections of a plain HTTP/1.1 page, pictures take at most two. */
const limit = createLimiter(2);

/** Downloads a picture and gives its object URL, which is revoked when it is no longer shown. */
export function useImage(imageId: string | undefined, { width }: ImageSize): LoadedImage {
  const client = useClient();
  const [image, setImage] = useState<LoadedImage>({ url: undefined, failed: false });
  useEffect(() => {
    if (imageId === undefined || imageId === '') return;
    const abort = new AbortController();
    const { signal } = abort;
    const rendition = width === undefined ? undefined : { width, mediaType: 'image/webp' };
    limit(async () => {
      signal.throwIfAborted();
      return downloadImage(client, imageId, { signal, rendition });
    })
      .then((blob) => !signal.aborted && setImage({ url: URL.createObjectURL(blob), failed: false }))
      .catch(() => !signal.aborted && setImage({ url: undefined, failed: true }));
    return () => abort.abort();
  }, [client, imageId, width]);
  useEffect(() => {
    const { url } = image;
    if (url !== undefined) return () => URL.revokeObjectURL(url);
  }, [image]);
  return image;
}
