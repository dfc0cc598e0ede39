import { AppError } from '@nanococoa/common/errors/app-error.ts';
import type { HeartbeatWheel, Listener } from './heartbeat-wheel.ts';

/** What a watcher reads: a place in something that is shared by many. */
export interface Reader<Message> {
  /** The next message; undefined: none for now. */
  take(): Message | undefined;
  /** Whether what `take` would give must not be missed; passing news may be. */
  mustDeliver(): boolean;
  /** A message that says there is none; undefined: there is not even that yet. */
  heartbeat(): Message | undefined;
  close(): void;
}

export interface WatchStreamOptions {
  wheel: HeartbeatWheel;
  /** A watcher that takes no message for this long while one waits that must be delivered is too slow. */
  stallMs: number;
  /** Aborts when the watcher leaves. */
  signal: AbortSignal;
}

/**
 * One watcher's stream. It holds no messages of its own, so a watcher that does not read costs nothing: it misses
 * passing news, and when it does not come back in time for the rest, everything kept for it is let go; should it read
 * again later, it is told WATCHER_TOO_SLOW.
 */
export class WatchStream<Message> implements AsyncIterableIterator<Message>, Listener {
  lastSentMs = performance.now();
  #reader: Reader<Message> | undefined;
  #waiting: PromiseWithResolvers<IteratorResult<Message>> | undefined;
  #hasGiven = false;
  #end: { error: unknown } | undefined;
  /** Runs while something waits that must be delivered and the watcher takes nothing. */
  #stallTimer: NodeJS.Timeout | undefined;
  readonly #options: WatchStreamOptions;
  readonly #onAbort = (): void => this.#finish(this.#options.signal.reason);

  constructor(options: WatchStreamOptions) {
    this.#options = options;
    options.wheel.add(this);
    if (options.signal.aborted) this.#onAbort();
    else options.signal.addEventListener('abort', this.#onAbort);
  }

  /** Begins to give what a reader finds. */
  attach(reader: Reader<Message>): void {
    if (this.#end) {
      reader.close();
      return;
    }
    this.#reader = reader;
    this.wake();
  }

  get isOver(): boolean {
    return this.#end !== undefined;
  }

  /** Whether the watcher has had a message. */
  get hasGiven(): boolean {
    return this.#hasGiven;
  }

  /** There may be something to take. */
  wake(): void {
    const message = this.#waiting && this.#reader?.take();
    if (message !== undefined) this.#give(message);
    else this.#watchForStall();
  }

  /** Nothing more comes once everything has been taken; with an error, that follows. */
  end(error?: unknown): void {
    // What the reader still has is given first, however slow the watcher is.
    this.#end ??= { error };
    if (this.#waiting) this.#settleEnd();
  }

  beat(): void {
    const message = this.#waiting && this.#reader?.heartbeat();
    if (message !== undefined) this.#give(message);
  }

  next(): Promise<IteratorResult<Message>> {
    // It is asked for the next message when the last one has gone out, or there is room for more of them.
    clearTimeout(this.#stallTimer);
    this.#stallTimer = undefined;
    this.#waiting = Promise.withResolvers();
    const { promise } = this.#waiting;
    this.wake();
    if (this.#end && this.#waiting) this.#settleEnd();
    return promise;
  }

  async return(): Promise<IteratorResult<Message>> {
    this.#finish();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #give(value: Message): void {
    this.lastSentMs = performance.now();
    this.#hasGiven = true;
    this.#waiting?.resolve({ value });
    this.#waiting = undefined;
    this.#watchForStall();
  }

  #watchForStall(): void {
    // Before the first message nobody has had a chance to be slow.
    const isStalling = !this.#waiting && this.#hasGiven && this.#reader?.mustDeliver();
    if (!isStalling || this.#stallTimer) return;
    const onStall = (): void => this.#finish(new AppError('WATCHER_TOO_SLOW'));
    this.#stallTimer = setTimeout(onStall, this.#options.stallMs).unref();
  }

  /** Ends at once, whatever has not been taken. */
  #finish(error?: unknown): void {
    this.#end = { error };
    this.#release();
    if (this.#waiting) this.#settleEnd();
  }

  #settleEnd(): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    this.#release();
    if (this.#end?.error === undefined) waiting?.resolve({ done: true, value: undefined });
    else waiting?.reject(this.#end.error);
  }

  #release(): void {
    clearTimeout(this.#stallTimer);
    this.#options.wheel.remove(this);
    this.#options.signal.removeEventListener('abort', this.#onAbort);
    this.#reader?.close();
    this.#reader = undefined;
  }
}
