import type { WatchStream } from './watch-stream.ts';

/** Watchers told in one go. In between, what was written can go out while the next ones are told. */
const WATCHERS_A_TURN = 250;

/** The watchers of a feed. */
export interface Audience<Message> {
  readonly size: number;
  add(stream: WatchStream<Message>): void;
  delete(stream: WatchStream<Message>): void;
  /** Wakes all of them: in the order in which they came, some at once, the others shortly after. */
  wake(): void;
  [Symbol.iterator](): IterableIterator<WatchStream<Message>>;
}

/** Makes an audience. */
export function createAudience<Message>(): Audience<Message> {
  const streams = new Set<WatchStream<Message>>();
  /** Where a wave of waking is; those behind it are reached by it, those before it by the next one. */
  let wave: IterableIterator<WatchStream<Message>> | undefined;
  let isAgain = false;

  const proceed = (): void => {
    for (let told = 0; wave && told < WATCHERS_A_TURN; told += 1) {
      const { done, value } = wave.next();
      if (!done) value.wake();
      else if (isAgain) {
        isAgain = false;
        wave = streams.values();
      } else wave = undefined;
    }
    if (wave) setImmediate(proceed);
  };

  return {
    get size() {
      return streams.size;
    },
    add: (stream) => void streams.add(stream),
    delete: (stream) => void streams.delete(stream),
    wake() {
      if (wave) {
        isAgain = true;
        return;
      }
      wave = streams.values();
      proceed();
    },
    [Symbol.iterator]: () => streams.values(),
  };
}
