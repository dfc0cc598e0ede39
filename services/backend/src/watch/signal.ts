/** Lets one reader wait until something has happened since it last looked. */
export interface Signal {
  /** Something has happened. */
  raise(): void;
  /** The reader has looked: what happened before is no news. */
  lower(): void;
  /** Resolves when something happens; at once when it has happened already. */
  raised(): Promise<void>;
}

/** Makes a signal that is not raised. */
export function createSignal(): Signal {
  let isRaised = false;
  let waiting: (() => void) | undefined;
  return {
    raise() {
      isRaised = true;
      waiting?.();
      waiting = undefined;
    },
    lower() {
      isRaised = false;
    },
    raised: () => (isRaised ? Promise.resolve() : new Promise((resolve) => (waiting = resolve))),
  };
}
