/** Whether the services can be reached, as the latest call told. */
export type ConnectionState = 'unknown' | 'up' | 'down';

export interface Connection {
  state(): ConnectionState;
  /** Says whether a call got through. */
  report(reachable: boolean): void;
  /** Calls back at each change; gives the function that ends it. */
  subscribe(onChange: () => void): () => void;
}

/** A place where every call's outcome is reported and the page reads the state of the connection. */
export function createConnection(): Connection {
  let state: ConnectionState = 'unknown';
  const listeners = new Set<() => void>();
  return {
    state: () => state,
    report(reachable) {
      const next = reachable ? 'up' : 'down';
      if (next === state) return;
      state = next;
      for (const listener of listeners) listener();
    },
    subscribe(onChange) {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
  };
}
