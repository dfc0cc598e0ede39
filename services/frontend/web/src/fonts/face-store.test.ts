import { expect, it, vi } from 'vitest';
import { createFaceStore } from './face-store.ts';

/** A page's fonts, and a server that gives empty files. */
function createPage() {
  const shown = new Set<FontFace>();
  const download = vi.fn(async (_fontId: string, _text: string, signal: AbortSignal) => {
    signal.throwIfAborted();
    return new Blob([new Uint8Array(12)]);
  });
  const store = createFaceStore({
    download,
    fonts: { add: (face) => shown.add(face), delete: (face) => shown.delete(face) },
    createFace: (family) => ({ family, load: async () => {} }) as unknown as FontFace,
  });
  return { store, shown, download };
}

it('loads a font once for the same characters, in whatever order they stand', async () => {
  const { store, shown, download } = createPage();
  const first = await store.hold('jua', '커피').face;
  const second = await store.hold('jua', '피커피').face;
  expect(second).toBe(first);
  expect(first.missing).toEqual(['커', '피']);
  expect((await store.hold('jua', '커피!').face).family).not.toBe(first.family);
  expect(download).toHaveBeenCalledTimes(2);
  expect(shown.size).toBe(2);
});

it('stops what nobody waits for any more, and begins anew when somebody does', async () => {
  const { store, shown, download } = createPage();
  const { face, release } = store.hold('jua', '커피');
  release();
  await expect(face).rejects.toThrow();
  await store.hold('jua', '커피').face;
  expect(download).toHaveBeenCalledTimes(2);
  expect(shown.size).toBe(1);
});

it('keeps faces for a while, and takes the oldest out of the page', async () => {
  const { store, shown, download } = createPage();
  for (let at = 0; at < 60; at++) {
    const { face, release } = store.hold(`font-${at}`, 'a');
    await face;
    release();
  }
  expect(shown.size).toBe(48);
  await store.hold('font-59', 'a').face;
  expect(download).toHaveBeenCalledTimes(60);
  await store.hold('font-0', 'a').face;
  expect(download).toHaveBeenCalledTimes(61);
});

it('tries again after a failure', async () => {
  const { store, download } = createPage();
  download.mockRejectedValueOnce(new Error('away'));
  await expect(store.hold('jua', 'a').face).rejects.toThrow('away');
  await expect(store.hold('jua', 'a').face).resolves.toMatchObject({ missing: ['a'] });
});
