import type {
  MemoryAccount,
  MemoryAccountOptions,
  MemoryLedger,
  MemoryRequest,
} from '../memory/memory-ledger.ts';

export interface ModelAccountOptions extends Omit<MemoryAccountOptions, 'onExceeded'> {
  /** The process took too much and must be ended, with the cause in words. */
  onExceeded(cause: string): void;
}

interface Part {
  account: MemoryAccount;
  /** Asks for another amount. */
  resize(request: MemoryRequest): Promise<void>;
}

/**
 * Opens a model's account in main memory and, where its device has a ledger of its own, in the device's, one after the
 * other; to the pool they are one. Throws as MemoryLedger.open does, and then none is open.
 */
export async function openModelAccount(
  mainLedger: MemoryLedger,
  deviceLedger: MemoryLedger | undefined,
  options: ModelAccountOptions,
): Promise<MemoryAccount> {
  const main = await openPart(mainLedger, options);
  if (!deviceLedger) return delegate([main]);
  try {
    const device = await openPart(deviceLedger, onDevice(options));
    return delegate([main, { ...device, resize: (request) => device.resize(onDevice(request)) }]);
  } catch (error) {
    main.account.close();
    throw error;
  }
}

/** What a model takes of its device is another measurement than what it takes of main memory. */
function onDevice<T extends MemoryRequest>(request: T): T {
  return { ...request, estimateKey: `${request.estimateKey}, device memory` };
}

async function openPart(ledger: MemoryLedger, options: ModelAccountOptions): Promise<Part> {
  const account = await ledger.open({
    ...options,
    onExceeded: (measuredBytes, reservedBytes) =>
      options.onExceeded(`it took ${megabytes(measuredBytes)} MB of ${megabytes(reservedBytes)} MB reserved`),
  });
  return { account, resize: (request) => account.resize(request) };
}

function delegate(parts: readonly Part[]): MemoryAccount {
  const each = (action: (account: MemoryAccount) => void) => {
    for (const { account } of parts) action(account);
  };
  return {
    get reservedBytes() {
      return parts.reduce((sum, { account }) => sum + account.reservedBytes, 0);
    },
    attach: (pid) => each((account) => account.attach(pid)),
    async resize(request) {
      for (const part of parts) await part.resize(request);
    },
    idle: (evict) => each((account) => account.idle(evict)),
    busy: () => each((account) => account.busy()),
    pin: (pinned) => each((account) => account.pin(pinned)),
    close: () => each((account) => account.close()),
  };
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1e6);
}
