import type { Image, NanococoaClient, UploadOptions } from '@nanococoa/client';
import { expect, it } from 'vitest';
import { createDraftStore, NEW_AD } from './draft-store.ts';
import type { KeptPhoto } from './photo-keeper.ts';
import { createPhotoStore, PHOTO_PATH } from './photo-store.ts';

interface Upload {
  options: UploadOptions;
  resolve(image: Partial<Image>): void;
  reject(error: Error): void;
}

/** A tab: what it has stored outlives its pages. */
function createTab() {
  const stored = new Map<string, string>();
  const storage = {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  };
  const kept = new Map<string, KeptPhoto>();
  const keeper = {
    put: async (photo: KeptPhoto) => void kept.set(photo.id, photo),
    get: async (id: string) => kept.get(id),
    remove: async (id: string) => void kept.delete(id),
  };
  function load() {
    const uploads: Upload[] = [];
    const upload = (_: unknown, options: UploadOptions = {}) =>
      new Promise((resolve, reject) => uploads.push({ options, resolve, reject }));
    const drafts = createDraftStore(storage);
    const client = { upload } as unknown as Pick<NanococoaClient, 'upload'>;
    const urls = { createObjectURL: () => 'blob:photo', revokeObjectURL: () => {} };
    return { uploads, drafts, photos: createPhotoStore({ client, drafts, keeper, storage, urls }) };
  }
  return { load, kept };
}

const FILE = new File(['0123456789'], 'cup.png', { type: 'image/png' });
const settled = () => new Promise((resolve) => setTimeout(resolve));

it('brings a photo into its draft, whichever draft is open', async () => {
  const { load, kept } = createTab();
  const { uploads, drafts, photos } = load();
  photos.take('01A', FILE);
  expect(photos.state('01A')).toMatchObject({ kind: 'uploading', isReading: true });
  expect(photos.state(NEW_AD)).toEqual({ kind: 'none' });
  await settled();
  expect([...kept.values()]).toMatchObject([{ file: FILE, name: 'cup.png' }]);
  uploads[0]?.resolve({ id: 'image' });
  await settled();
  expect(photos.state('01A')).toMatchObject({ kind: 'ready' });
  expect(drafts.draft('01A')).toEqual({ [PHOTO_PATH]: 'image' });
  expect(kept.size).toBe(0);
});

it('goes on with the same upload after a reload', async () => {
  const tab = createTab();
  const before = tab.load();
  before.photos.take(NEW_AD, FILE);
  before.uploads[0]?.options.onCreated?.('upload-1');
  await settled();
  const { uploads, drafts, photos } = tab.load();
  await photos.resume();
  expect(uploads[0]?.options.resume).toEqual({ uploadId: 'upload-1' });
  expect(photos.state(NEW_AD)).toMatchObject({ kind: 'uploading', file: { name: 'cup.png', size: 10 } });
  uploads[0]?.resolve({ id: 'image' });
  await settled();
  expect(drafts.draft(NEW_AD)).toEqual({ [PHOTO_PATH]: 'image' });
  const later = tab.load();
  await later.photos.resume();
  expect(later.uploads).toEqual([]);
});

it('stops an upload, and leaves the draft the photo that it has', async () => {
  const { load, kept } = createTab();
  const { uploads, drafts, photos } = load();
  drafts.change(NEW_AD, { [PHOTO_PATH]: 'first' });
  photos.take(NEW_AD, FILE);
  await settled();
  photos.forget(NEW_AD);
  expect(uploads[0]?.options.signal?.aborted).toBe(true);
  uploads[0]?.resolve({ id: 'second' });
  await settled();
  expect(photos.state(NEW_AD)).toEqual({ kind: 'none' });
  expect(drafts.draft(NEW_AD)).toEqual({ [PHOTO_PATH]: 'first' });
  expect(kept.size).toBe(0);
});

it('says why a photo was not taken, and forgets it over a reload', async () => {
  const tab = createTab();
  const { uploads, photos } = tab.load();
  photos.take(NEW_AD, FILE);
  uploads[0]?.reject(new Error('no'));
  await settled();
  expect(photos.state(NEW_AD)).toMatchObject({ kind: 'failed', file: FILE });
  const later = tab.load();
  await later.photos.resume();
  expect(later.photos.state(NEW_AD)).toEqual({ kind: 'none' });
});

it.each([
  ['film.mov', 'video/quicktime', 10, 'IMAGE_TYPE_UNSUPPORTED'],
  ['empty.png', 'image/png', 0, 'IMAGE_EMPTY'],
])('refuses %s without asking the server', (name, type, sizeBytes, reason) => {
  const { uploads, photos } = createTab().load();
  photos.take(NEW_AD, new File([new Uint8Array(sizeBytes)], name, { type }));
  expect(photos.state(NEW_AD)).toMatchObject({ kind: 'failed', error: { reason } });
  expect(uploads).toEqual([]);
});
