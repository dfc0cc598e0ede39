/**
 * Memory between the event loop and the hashing thread: a ring of slots that each hold a piece of one stream.
 * Only the event loop pushes and only the thread takes, so that two counters are all that they have to agree on.
 */
export interface HashRing {
  /** The pieces: `slotBytes` for each slot. Shared. */
  bytes: Uint8Array;
  /** Slots pushed ever, slots done ever, then for each slot its stream's id and its length or command. Shared. */
  control: Int32Array;
  slotBytes: number;
}

/** Bytes of a slot: one chunk. */
const SLOT_BYTES = 256 * 1024;
/** 4 MiB in all: lets the loop run ahead of the thread by some chunks, and bounds the memory. Chosen, not tuned. */
const SLOTS = 16;
const PUSHED = 0;
const DONE = 1;

/** What a slot asks for instead of holding bytes; hash-worker.mjs has the same numbers. */
export const COMMAND = { digest: -1, forget: -2 } as const;

export function createHashRing(): HashRing {
  return {
    bytes: new Uint8Array(new SharedArrayBuffer(SLOTS * SLOT_BYTES)),
    control: new Int32Array(new SharedArrayBuffer((2 + 2 * SLOTS) * Int32Array.BYTES_PER_ELEMENT)),
    slotBytes: SLOT_BYTES,
  };
}

/** Whether a slot is free. */
export function hasRoom({ control }: HashRing): boolean {
  return control[PUSHED] - Atomics.load(control, DONE) < SLOTS;
}

/** Waits until the thread has done a slot, or has ended. */
export async function untilOneIsDone({ control }: HashRing): Promise<void> {
  const done = Atomics.load(control, DONE);
  if (control[PUSHED] - done < SLOTS) return;
  await Atomics.waitAsync(control, DONE, done).value;
}

/** Wakes who waits in `untilOneIsDone`. */
export function wakeWaiting({ control }: HashRing): void {
  Atomics.notify(control, DONE);
}

/** Fills the next slot, which must be free, with bytes (at most `slotBytes`, copied) or a command. */
export function pushSlot(
  { bytes, control, slotBytes }: HashRing,
  id: number,
  what: Uint8Array | number,
): void {
  const pushed = control[PUSHED];
  const slot = pushed % SLOTS;
  if (typeof what !== 'number') bytes.set(what, slot * slotBytes);
  control[2 + 2 * slot] = id;
  control[3 + 2 * slot] = typeof what === 'number' ? what : what.length;
  Atomics.store(control, PUSHED, pushed + 1);
  Atomics.notify(control, PUSHED);
}
