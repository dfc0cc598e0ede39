// The hashing thread, see hash-thread.ts. Plain JavaScript: a thread that first has to strip types takes 15 MB more.
import { createHash } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';

/** @type {import('./hash-ring.ts').HashRing} */
const { bytes, control, slotBytes } = workerData;
const PUSHED = 0;
const DONE = 1;
const DIGEST = -1;
const SLOTS = (control.length - 2) / 2;

/** @type {Map<number, import('node:crypto').Hash>} */
const hashes = new Map();

for (let done = 0; ; ) {
  Atomics.wait(control, PUSHED, done);
  const pushed = Atomics.load(control, PUSHED);
  while (done !== pushed) {
    const slot = done % SLOTS;
    take(slot, control[2 + 2 * slot], control[3 + 2 * slot]);
    done += 1;
    Atomics.store(control, DONE, done);
    Atomics.notify(control, DONE);
  }
}

/**
 * @param {number} slot
 * @param {number} id Of the stream.
 * @param {number} length Of the bytes in the slot; DIGEST ends the stream, anything less forgets it.
 */
function take(slot, id, length) {
  if (length >= 0) {
    const hash = hashes.get(id) ?? createHash('sha256');
    hashes.set(id, hash.update(bytes.subarray(slot * slotBytes, slot * slotBytes + length)));
    return;
  }
  if (length === DIGEST) {
    const hash = hashes.get(id) ?? createHash('sha256');
    parentPort?.postMessage({ id, digest: hash.digest('hex') });
  }
  hashes.delete(id);
}
