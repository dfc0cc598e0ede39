import { useEffect, useState } from 'react';
import { useImageStore } from '../app/mesh.tsx';

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

/** Width at which the pictures of steps are shown, on the stage and on their cards: one download for both. */
export const STEP_WIDTH = 640;
/** Width of pictures in small, in every list: sharp at two pixels a point. */
export const THUMBNAIL_WIDTH = 320;

type Shown = LoadedImage & { release?: () => void };

/** A stored picture's object URL, shared with whoever else shows it. */
export function useImage(imageId: string | undefined, { width }: ImageSize): LoadedImage {
  const store = useImageStore();
  const [shown, setShown] = useState<Shown>({ url: undefined, failed: false });
  useEffect(() => {
    if (imageId === undefined || imageId === '') return;
    const { url, release } = store.hold(imageId, width);
    let isWanted = true;
    let isShown = false;
    url
      .then((loaded) => {
        if (!isWanted) return;
        isShown = true;
        setShown({ url: loaded, failed: false, release });
      })
      .catch(() => isWanted && setShown({ url: undefined, failed: true }));
    return () => {
      isWanted = false;
      if (!isShown) release();
    };
  }, [store, imageId, width]);
  // What is shown is given back when another picture has taken its place.
  useEffect(() => shown.release, [shown]);
  return shown;
}
