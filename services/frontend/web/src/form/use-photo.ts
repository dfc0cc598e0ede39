import { useMemo, useSyncExternalStore } from 'react';
import { useDraftStore, usePhotoStore } from '../app/mesh.tsx';
import { PHOTO_PATH, type PhotoState } from './photo-store.ts';

/** The product photo of a draft. */
export interface Photo {
  state: PhotoState;
  /** Takes a file and uploads it at once; one that is on its way is stopped. */
  take(file: File): void;
  /** Stops an upload; where there is none, takes the photo out of the ad. */
  clear(): void;
  /** Forgets what was chosen: the ad's own photo is back. */
  forget(): void;
}

/** The photo of a draft: NEW_AD or a job's id. */
export function usePhoto(key: string): Photo {
  const photos = usePhotoStore();
  const drafts = useDraftStore();
  const state = useSyncExternalStore(photos.subscribe, () => photos.state(key));
  const actions = useMemo(
    () => ({
      take: (file: File) => photos.take(key, file),
      clear() {
        const isThere = photos.state(key).kind === 'ready' || photos.state(key).kind === 'none';
        photos.forget(key);
        if (isThere) drafts.change(key, { [PHOTO_PATH]: '' });
      },
      forget: () => photos.forget(key),
    }),
    [photos, drafts, key],
  );
  return { state, ...actions };
}
