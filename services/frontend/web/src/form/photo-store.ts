import {
  type NanococoaClient,
  NanococoaError,
  newRequestId,
  Status,
  toNanococoaError,
} from '@nanococoa/client';
import type { DraftStore } from './draft-store.ts';
import type { PhotoKeeper } from './photo-keeper.ts';

/** The product photo of a draft on its way. One that came in an earlier visit has an image id in the draft, and no file. */
export type PhotoState =
  | { kind: 'none' }
  | { kind: 'uploading'; file: File; previewUrl: string; sentBytes: number; isReading: boolean }
  | { kind: 'ready'; file: File; previewUrl: string }
  | { kind: 'failed'; file: File; error: NanococoaError };

/** The photos of the drafts, by the draft's key. */
export interface PhotoStore {
  state(key: string): PhotoState;
  subscribe(onChange: () => void): () => void;
  /** Takes a file and uploads it at once; one that is on its way for the same draft is stopped. */
  take(key: string, file: File): void;
  /** Forgets the file, and stops its upload; the draft keeps the photo that it has. */
  forget(key: string): void;
  /** Goes on with what a reload cut off. */
  resume(): Promise<void>;
}

export interface PhotoStoreOptions {
  client: Pick<NanococoaClient, 'upload'>;
  drafts: Pick<DraftStore, 'change'>;
  keeper: PhotoKeeper;
  /** The tab's: which of the kept photos are its own, and how their uploads are called. */
  storage: Pick<Storage, 'getItem' | 'setItem'>;
  urls: Pick<typeof URL, 'createObjectURL' | 'revokeObjectURL'>;
}

/** Where an image stands in a draft. */
export const PHOTO_PATH = 'product.image_id';
const KEY = 'nanococoa.uploads';
const NONE: PhotoState = { kind: 'none' };
/** What the server takes. An empty type is one that the browser does not know: the server looks into the file. */
const TYPES = ['', 'image/png', 'image/jpeg', 'image/webp', 'image/avif'];
const MAX_BYTES = 64 * 1024 * 1024;

/** An upload of this tab: where its file is kept, and the server's name for it. */
interface Pending {
  photoId: string;
  uploadId?: string;
}

/** Uploads photos, over reloads, whichever ad is open meanwhile; their image ids go into the drafts. */
export function createPhotoStore({ client, drafts, keeper, storage, urls }: PhotoStoreOptions): PhotoStore {
  const states = new Map<string, PhotoState>();
  const running = new Map<string, AbortController>();
  const listeners = new Set<() => void>();
  const pending: Record<string, Pending> = JSON.parse(storage.getItem(KEY) ?? '{}');

  const show = (key: string, state: PhotoState): void => {
    const before = states.get(key);
    const url = before !== undefined && 'previewUrl' in before ? before.previewUrl : undefined;
    if (url !== undefined && !('previewUrl' in state && state.previewUrl === url)) urls.revokeObjectURL(url);
    states.set(key, state);
    for (const onChange of listeners) onChange();
  };
  const note = (key: string, entry: Pending | undefined): void => {
    if (entry === undefined) delete pending[key];
    else pending[key] = entry;
    storage.setItem(KEY, JSON.stringify(pending));
  };
  const release = (key: string): void => {
    const entry = pending[key];
    if (entry === undefined) return;
    note(key, undefined);
    keeper.remove(entry.photoId).catch(() => {});
  };

  const send = async (key: string, file: File, entry: Pending): Promise<void> => {
    const abort = new AbortController();
    const { signal } = abort;
    running.set(key, abort);
    const previewUrl = urls.createObjectURL(file);
    const showUpload = (sentBytes: number, isReading: boolean): void => {
      if (!signal.aborted) show(key, { kind: 'uploading', file, previewUrl, sentBytes, isReading });
    };
    showUpload(0, true);
    note(key, entry);
    try {
      const image = await client.upload(file, {
        signal,
        onProgress: ({ sentBytes }) => showUpload(sentBytes, false),
        onCreated: (uploadId) => signal.aborted || note(key, { ...entry, uploadId }),
        resume: entry.uploadId === undefined ? undefined : { uploadId: entry.uploadId },
      });
      if (signal.aborted) return;
      show(key, { kind: 'ready', file, previewUrl });
      drafts.change(key, { [PHOTO_PATH]: image.id });
    } catch (error) {
      if (signal.aborted) return;
      show(key, { kind: 'failed', file, error: toNanococoaError(error) });
    }
    release(key);
  };
  const stop = (key: string): void => {
    running.get(key)?.abort();
    running.delete(key);
    release(key);
  };

  return {
    state: (key) => states.get(key) ?? NONE,
    subscribe(onChange) {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    take(key, file) {
      stop(key);
      const error = refusalOf(file);
      if (error !== undefined) return show(key, { kind: 'failed', file, error });
      const entry: Pending = { photoId: newRequestId() };
      keeper.put({ id: entry.photoId, file, name: file.name, keptAt: Date.now() }).catch(() => {});
      void send(key, file, entry);
    },
    forget(key) {
      stop(key);
      if (states.has(key)) show(key, NONE);
    },
    async resume() {
      for (const [key, entry] of Object.entries(pending)) {
        const kept = await keeper.get(entry.photoId).catch(() => undefined);
        // Somebody was quicker: another photo has been taken.
        if (pending[key] !== entry) continue;
        if (kept === undefined) note(key, undefined);
        else void send(key, new File([kept.file], kept.name, { type: kept.file.type }), entry);
      }
    },
  };
}

/** What can be known without asking the server, as it would say it. */
function refusalOf(file: File): NanococoaError | undefined {
  const reason = !TYPES.includes(file.type)
    ? 'IMAGE_TYPE_UNSUPPORTED'
    : file.size > MAX_BYTES
      ? 'IMAGE_TOO_LARGE'
      : file.size === 0
        ? 'IMAGE_EMPTY'
        : undefined;
  if (reason === undefined) return undefined;
  return new NanococoaError({ code: Status.INVALID_ARGUMENT, reason, message: reason });
}
