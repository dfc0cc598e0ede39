import { JobState } from '@nanococoa/proto/common/v1/job.ts';
import { describe, expect, test } from 'vitest';
import { isFinished } from '../../jobs/job-states.ts';
import { madeOf, testSpec } from '../../jobs/test-jobs.ts';
import { imageOf, namedBytes, storeNamed } from './make-images.ts';
import { append, CANCELLED, STARTED, stepFinished, submit } from './make-jobs.ts';
import { createStorageModel } from './storage-model.ts';
import { type StoragePlace, type StorageUnderTest, useStorage } from './use-storage.ts';

const CALLERS = ['one', 'two'];
const IMAGE_NAMES = ['a', 'b', 'c', 'd', 'e', 'f'];
const OPERATIONS = 150;
const SEEDS = [1, 2, 3, 4, 5, 6];

/** Random operations, compared with the simplest thing that could hold the same. */
export function testRandomOperations(place: StoragePlace): void {
  describe('random operations', () => {
    const under = useStorage(place);
    test.each(SEEDS)('leave what they would leave in a model (seed %i)', (seed) => operate(under, seed));
  });
}

async function operate(under: StorageUnderTest, seed: number): Promise<void> {
  const model = createStorageModel();
  const random = seeded(seed);
  const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)];
  const nowMs = (): number => under.clock.now().getTime();
  const follow = (): void =>
    void under.storage.follow((entries) => {
      model.hear(entries, nowMs());
    });
  const idOf = (name: string): string => imageOf(namedBytes(name)).id;
  let nextNumber = 1;

  const operations: (() => Promise<void>)[] = [
    async function submitJob() {
      const imageId = pick([...model.images.keys()]) ?? '';
      const product = { imageId, scale: undefined, strength: undefined, cutoutImageId: '' };
      const changes = { caller: pick(CALLERS) ?? '', spec: testSpec({ product }) };
      const job = await submit(under.storage, nextNumber++, changes);
      model.jobs.set(job.id, job);
    },
    async function appendEvents() {
      const job = pick([...model.jobs.values()].filter((candidate) => !isFinished(candidate)));
      const image = pick([...model.images.keys()]);
      if (!job) return;
      // A step is finished once.
      const made = image && !job.steps[0].result ? await under.storage.readImage(image) : undefined;
      const newEvents = pick([[STARTED], [CANCELLED], made ? [stepFinished(1, made)] : [STARTED]]) ?? [];
      model.jobs.set(job.id, await append(under.storage, job, newEvents));
    },
    async function deleteJob() {
      const job = pick([...model.jobs.values()]);
      if (!job) return;
      expect(await under.storage.deleteJob(job.id)).toBe(isFinished(job));
      if (isFinished(job)) model.jobs.delete(job.id);
    },
    async function storeImage() {
      const { id, sizeBytes } = await storeNamed(under.storage, pick(IMAGE_NAMES) ?? '');
      model.images.set(id, { sizeBytes, lastUsedMs: nowMs() });
    },
    async function deleteImage() {
      const id = idOf(pick(IMAGE_NAMES) ?? '');
      expect(await under.storage.deleteImage(id)).toBe(!model.isUsed(id));
      if (!model.isUsed(id)) model.deleteImage(id);
    },
    async function saveStep() {
      const [key, name] = [pick(['k', 'l']) ?? '', pick(IMAGE_NAMES) ?? ''];
      await under.storage.saveCachedStep(key, madeOf(1, imageOf(namedBytes(name))));
      if (model.images.has(idOf(name)) && !model.cache.has(key)) model.cache.set(key, idOf(name));
    },
    async function readStep() {
      const key = pick(['k', 'l']) ?? '';
      const imageId = model.cache.get(key);
      expect((await under.storage.readCachedStep(key))?.result?.id).toBe(imageId);
      const image = imageId === undefined ? undefined : model.images.get(imageId);
      if (image) image.lastUsedMs = nowMs();
    },
    async function trimLog() {
      const before = new Date(nowMs() - Math.floor(random() * 50_000));
      await under.storage.trimLog(before);
      model.trim(before.getTime());
    },
    async function reopen() {
      await under.reopen();
      follow();
    },
  ];
  const weights = [6, 8, 4, 4, 3, 2, 2, 1, 1];
  const weighted = operations.flatMap((operation, index) => new Array(weights[index]).fill(operation));

  follow();
  for (let count = 0; count < OPERATIONS; count += 1) {
    under.clock.advance(1000);
    await pick(weighted)?.();
    if (count % 10 === 0) await compare(under, model);
  }
  await compare(under, model);
}

async function compare(
  { storage }: StorageUnderTest,
  model: ReturnType<typeof createStorageModel>,
): Promise<void> {
  for (const caller of CALLERS) {
    const last = model.lastPosition(caller);
    expect(await storage.lastPosition(caller)).toBe(last);
    for (const after of [0, Math.floor(last / 2), last - 1, last]) {
      if (after >= 0) expect(await storage.readLog(caller, after, 1000)).toEqual(model.log(caller, after));
    }
    expect(await storage.listJobs({ caller, states: [], limit: 1000 })).toEqual(model.newestJobs(caller));
    const { queued, running, cancelled } = await storage.countJobs(caller);
    expect([queued, running, cancelled]).toEqual(
      [JobState.QUEUED, JobState.RUNNING, JobState.CANCELLED].map((state) => model.count(caller, state)),
    );
  }
  expect((await storage.listUnfinishedJobs()).map(({ jobId }) => jobId)).toEqual(model.unfinishedIds());
  expect((await storage.listUnusedImages(new Date(8e15), 100)).map(({ id }) => id)).toEqual(
    model.unusedIds(),
  );
  expect(await storage.storedBytes()).toBe(model.storedBytes());
}

/** Numbers from 0 to 1 that a seed repeats. */
function seeded(seed: number): () => number {
  let state = seed * 9_999_991;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}
