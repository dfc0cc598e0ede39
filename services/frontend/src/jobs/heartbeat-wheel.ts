/** Somebody who is to hear a heartbeat when there has been nothing else for a while. */
export interface Listener {
  /** When the last message went to it, milliseconds of `performance.now()`. */
  lastSentMs: number;
  /** Sends a heartbeat, unless the listener takes nothing now. */
  beat(): void;
}

/** Heartbeats for any number of listeners from a single timer. */
export interface HeartbeatWheel {
  add(listener: Listener): void;
  remove(listener: Listener): void;
}

/** How exact it is: heartbeats are early by up to a tick. */
const TICK_MS = 250;
/** Heartbeats that would be due at the same moment, as after an event for all, are spread over this time before it. */
const SPREAD_MS = 1000;

/** Makes a wheel: none of its listeners is without a message for longer than `everyMs`, give or take a tick. */
export function createHeartbeatWheel({ everyMs }: { everyMs: number }): HeartbeatWheel {
  const tickMs = Math.min(TICK_MS, everyMs / 20);
  const spreadMs = Math.min(SPREAD_MS, everyMs / 15);
  const size = Math.ceil(everyMs / tickMs) + 1;
  const spokes = Array.from({ length: size }, () => new Set<Listener>());
  const spokeOf = new Map<Listener, Set<Listener>>();
  let timer: NodeJS.Timeout | undefined;
  let tick = 0;

  const put = (listener: Listener, delayMs: number): void => {
    const early = delayMs - Math.random() * spreadMs;
    const ticks = Math.min(size - 1, Math.max(1, Math.floor(early / tickMs)));
    const spoke = spokes[(tick + ticks) % size];
    spoke.add(listener);
    spokeOf.set(listener, spoke);
  };
  const turn = (): void => {
    tick = (tick + 1) % size;
    const listeners = [...spokes[tick]];
    spokes[tick].clear();
    const nowMs = performance.now();
    for (const listener of listeners) {
      const silentMs = nowMs - listener.lastSentMs;
      const isDue = silentMs >= everyMs - spreadMs - 2 * tickMs;
      if (isDue) listener.beat();
      // Most have had a message since they were put here: they come back when that one is old.
      put(listener, isDue ? everyMs : everyMs - silentMs);
    }
  };

  return {
    add(listener) {
      put(listener, everyMs);
      timer ??= setInterval(turn, tickMs).unref();
    },
    remove(listener) {
      spokeOf.get(listener)?.delete(listener);
      spokeOf.delete(listener);
      if (spokeOf.size > 0) return;
      clearInterval(timer);
      timer = undefined;
    },
  };
}
