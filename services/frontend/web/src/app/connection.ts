/** Whether the services can be reached: as the latest call of GetServerStatus told. */
export type ConnectionState = 'unknown' | 'up' | 'down';

export interface Connection {
  state(): ConnectionState;
  /** Says whether the services can be reached. */
  report(reachable: boolean): void;
  /** Calls back at each change of the state; gives the function that ends it. */
  subscribe(onChange: () => void): () => void;
  /** Says that some call did not get through: worth a look at once. */
  suspect(): void;
  /** Calls back at each suspicion; gives the function that ends it. */
  onSuspicion(look: () => void): () => void;
}

/**
 * The state of the connection. One rpc decides, since others may be answered by a Frontend whose
 * Backend is away, and the page would say one thing and then the other.
 */
export function createConnection(): Connection {
  let state: ConnectionState = 'unknown';
  const changes = new Set<() => void>();
  const suspicions = new Set<() => void>();
  return {
    state: () => state,
    report(reachable) {
      const next = reachable ? 'up' : 'down';
      if (next === state) return;
      state = next;
      for (const onChange of changes) onChange();
    },
    subscribe: (onChange) => listen(changes, onChange),
    suspect() {
      for (const look of suspicions) look();
    },
    onSuspicion: (look) => listen(suspicions, look),
  };
}

function listen(listeners: Set<() => void>, listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
