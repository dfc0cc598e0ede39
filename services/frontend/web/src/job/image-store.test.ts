import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createImageStore } from './image-store.ts';

const downloads: Array<{ key: string; signal: AbortSignal; done: PromiseWithResolvers<Blob> }> = [];
const revoked = vi.spyOn(URL, 'revokeObjectURL');
const store = createImageStore({
  keepMs: 1000,
  download(imageId, width, signal) {
    const done = Promise.withResolvers<Blob>();
    downloads.push({ key: `${imageId} ${width}`, signal, done });
    return done.promise;
  },
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  revoked.mockClear();
  downloads.length = 0;
});

it('downloads a picture once for all who show it, and each size by itself', async () => {
  const [first, second, small] = [store.hold('a', 640), store.hold('a', 640), store.hold('a', 160)];
  expect(downloads.map(({ key }) => key)).toEqual(['a 640', 'a 160']);
  downloads[0].done.resolve(new Blob(['x']));
  expect(await second.url).toBe(await first.url);
  first.release();
  first.release();
  await vi.advanceTimersByTimeAsync(5000);
  expect(revoked).not.toHaveBeenCalled();
  second.release();
  small.release();
  await vi.advanceTimersByTimeAsync(1000);
  expect(revoked).toHaveBeenCalledExactlyOnceWith(await first.url);
});

it('keeps a picture for a while that nobody shows; a download that nobody waits for is stopped', async () => {
  const first = store.hold('b', 640);
  first.release();
  await vi.advanceTimersByTimeAsync(999);
  const again = store.hold('b', 640);
  await vi.advanceTimersByTimeAsync(5000);
  expect(downloads).toHaveLength(1);
  expect(downloads[0].signal.aborted).toBe(false);
  again.release();
  await vi.advanceTimersByTimeAsync(1000);
  expect(downloads[0].signal.aborted).toBe(true);
});

it('tries again after a failure', async () => {
  const first = store.hold('c', 640);
  downloads[0].done.reject(new Error('no'));
  await expect(first.url).rejects.toThrow('no');
  first.release();
  store.hold('c', 640).release();
  expect(downloads).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(1000);
});
