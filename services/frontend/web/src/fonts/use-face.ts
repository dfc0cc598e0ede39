import type { NanococoaClient } from '@nanococoa/client';
import { useEffect, useState } from 'react';
import { useClient } from '../app/mesh.tsx';
import { createLimiter } from '../job/limiter.ts';
import { createFaceStore, type FaceStore, type PreviewFace } from './face-store.ts';

export interface ShownFace {
  /** undefined: not loaded yet. */
  family: string | undefined;
  missing: string[];
  failed: boolean;
}

const NOT_YET: ShownFace = { family: undefined, missing: [], failed: false };
/** Downloads at once: a plain HTTP/1.1 page has six connections for everything. */
const PLACES = 2;
const stores = new WeakMap<NanococoaClient, FaceStore>();

/** A font for a text, in the page as long as it is shown; undefined: not wanted yet. */
export function useFace(fontId: string | undefined, text: string): ShownFace {
  const store = storeOf(useClient());
  const [shown, setShown] = useState(NOT_YET);
  useEffect(() => {
    if (fontId === undefined) return;
    const { face, release } = store.hold(fontId, text);
    let isWanted = true;
    const show = (found: Partial<PreviewFace> & { failed?: boolean }) =>
      isWanted && setShown({ ...NOT_YET, ...found });
    face.then(show).catch(() => show({ failed: true }));
    return () => {
      isWanted = false;
      release();
    };
  }, [store, fontId, text]);
  return shown;
}

function storeOf(client: NanococoaClient): FaceStore {
  const known = stores.get(client);
  if (known !== undefined) return known;
  const limit = createLimiter(PLACES);
  const store = createFaceStore({
    download: (fontId, text, signal) =>
      limit(async () => {
        signal.throwIfAborted();
        return client.downloadFont(fontId, { text, signal });
      }),
    fonts: document.fonts,
    createFace: (family, file) => new FontFace(family, file),
  });
  stores.set(client, store);
  return store;
}
