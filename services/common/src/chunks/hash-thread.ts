import { Worker } from 'node:worker_threads';
import { COMMAND, createHashRing, hasRoom, pushSlot, untilOneIsDone, wakeWaiting } from './hash-ring.ts';

/** SHA-256 of one stream, computed by the process's hashing thread. */
export interface ThreadHash {
  /** Copies the next bytes to the thread; resolves when there was room for all of them. One call at a time. */
  update(bytes: Uint8Array): Promise<void>;
  /** The digest, lower-case hexadecimal; the stream's end. */
  digest(): Promise<string>;
}

/**
 * Begins a stream on the hashing thread, which all streams of the process share. It starts with the first one,
 * and keeps the process alive only while somebody waits for it.
 */
export function createThreadHash(): ThreadHash {
  thread ??= startHashThread();
  const hash = thread.begin();
  abandoned.register(hash, hash.forget);
  return hash;
}

type Thread = ReturnType<typeof startHashThread>;

let thread: Thread | undefined;

/** Streams that nobody brings to their end, as when a caller leaves. */
const abandoned = new FinalizationRegistry<() => void>((forget) => forget());

function startHashThread() {
  const ring = createHashRing();
  const worker = new Worker(new URL('./hash-worker.mjs', import.meta.url), { workerData: ring });
  const digests = new Map<number, PromiseWithResolvers<string>>();
  let nextId = 0;
  let waiting = 0;
  let failure: unknown;

  const fail = (reason: unknown) => {
    failure ??= reason;
    // The next stream gets another thread.
    if (thread === self) thread = undefined;
    for (const { reject } of digests.values()) reject(failure);
    digests.clear();
    wakeWaiting(ring);
  };
  worker.on('message', ({ id, digest }: { id: number; digest: string }) => {
    digests.get(id)?.resolve(digest);
    digests.delete(id);
  });
  worker.on('error', fail);
  worker.on('exit', (code) => fail(new Error(`The hashing thread has ended with ${code}.`)));
  worker.unref();

  const whileWaiting = async <T>(wait: () => Promise<T>): Promise<T> => {
    if (waiting++ === 0) worker.ref();
    try {
      return await wait();
    } finally {
      if (--waiting === 0) worker.unref();
    }
  };
  const push = async (id: number, what: Uint8Array | number) => {
    while (!failure && !hasRoom(ring)) await whileWaiting(() => untilOneIsDone(ring));
    if (failure) throw failure;
    pushSlot(ring, id, what);
  };

  const self = {
    begin(): ThreadHash & { forget(): void } {
      const id = nextId++;
      let ended = false;
      return {
        async update(bytes) {
          for (let start = 0; start < bytes.length; start += ring.slotBytes) {
            await push(id, bytes.subarray(start, start + ring.slotBytes));
          }
        },
        async digest() {
          const digest = Promise.withResolvers<string>();
          await push(id, COMMAND.digest);
          ended = true;
          digests.set(id, digest);
          return await whileWaiting(() => digest.promise);
        },
        forget() {
          if (!ended) push(id, COMMAND.forget).catch(() => undefined);
        },
      };
    },
  };
  return self;
}
