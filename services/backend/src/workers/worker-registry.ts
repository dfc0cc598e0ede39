import type { Worker } from '@nanococoa/proto/common/v1/catalog.ts';

export interface WorkerRegistryDependencies {
  /** What the workers had when they were last seen. */
  lastCatalogue: Worker[];
  /** Keeps what they have now. */
  saveCatalogue(workers: Worker[]): void;
  /** Called after slots have changed; `joined`: a worker has come. */
  onChange(change: { joined: boolean }): void;
  /** Called when a worker reports that not all of its slots are busy. */
  onRoom(): void;
}

/** One worker's registration: lives as long as its stream. */
export interface Registration {
  update(worker: Worker): void;
  end(): void;
}

/** The workers that hold a stream to us. */
export interface WorkerRegistry {
  register(): Registration;
  /** The connected ones. */
  workers(): Worker[];
  /** The connected ones; when there are none, those that were connected last. */
  catalogue(): Worker[];
  /** Steps that they can run at the same time. */
  slots(): number;
}

/** Makes a registry. A worker that comes back under its id replaces its old stream, whose end then means nothing. */
export function createWorkerRegistry(deps: WorkerRegistryDependencies): WorkerRegistry {
  const connected = new Map<string, { worker: Worker; owner: Registration }>();
  let catalogue = deps.lastCatalogue;

  const keepCatalogue = (): void => {
    const next = [...connected.values()].map(({ worker }) => installed(worker));
    if (next.length === 0 || JSON.stringify(next) === JSON.stringify(catalogue)) return;
    catalogue = next;
    deps.saveCatalogue(next);
  };

  return {
    register() {
      let ownId: string | undefined;
      const registration: Registration = {
        update(worker) {
          const before = connected.get(worker.id);
          const joined = before?.owner !== registration;
          if (ownId !== undefined && ownId !== worker.id) registration.end();
          ownId = worker.id;
          connected.set(worker.id, { worker, owner: registration });
          keepCatalogue();
          if (joined || before?.worker.slots !== worker.slots) deps.onChange({ joined });
          if (worker.busySlots < worker.slots) deps.onRoom();
        },
        end() {
          if (ownId === undefined || connected.get(ownId)?.owner !== registration) return;
          connected.delete(ownId);
          deps.onChange({ joined: false });
        },
      };
      return registration;
    },
    workers: () => [...connected.values()].map(({ worker }) => worker),
    catalogue: () => (connected.size > 0 ? [...connected.values()].map(({ worker }) => worker) : catalogue),
    slots: () => [...connected.values()].reduce((sum, { worker }) => sum + worker.slots, 0),
  };
}

/** What a worker has, without what changes from moment to moment. */
function installed(worker: Worker): Worker {
  const models = worker.models.map((model) => ({
    ...model,
    ...{ loaded: false, memoryBytes: 0, estimatedMemoryBytes: 0, pinned: false },
  }));
  return { ...worker, busySlots: 0, memoryBytes: 0, cpuCores: 0, memory: undefined, address: '', models };
}
