import type { MemoryKind, MemoryLedger as MemoryReport } from '@nanococoa/proto/common/v1/catalog.ts';

/** What somebody needs memory for. */
export interface MemoryUse {
  /** What measurements are kept under, such as "u2netp 309c8469 cpu" or "studio step 1 1024×1024". */
  estimateKey: string;
  /** Expected bytes while nothing has been measured under the key. */
  predictedBytes: number;
  /**
   * What the same use may take on top of what it took before, as a share of that: for work that depends on its inputs
   * more than 0.1, the default.
   */
  headroom?: number;
}

/** Memory that somebody asks for. */
export interface MemoryRequest extends MemoryUse {
  /** How long it may wait in line for others to end; 0: refused at once when it does not fit. */
  maxWaitMs: number;
  signal?: AbortSignal | undefined;
}

/** A process's place in the ledger, from before it is started until it is gone. */
export interface MemoryAccount {
  readonly reservedBytes: number;
  /** The process whose private memory counts. */
  attach(pid: number): void;
  /**
   * Asks for another amount, for other work: more may evict others or wait, less is free at once. An idle account
   * counts as busy from when it is granted; until then it may be evicted for those in line before it, and is refused
   * then. To be asked for while idle: busy ones that wait for each other to end wait until their time is over.
   * @throws AppError MEMORY_FULL with the time to come back, MODEL_TOO_LARGE; the signal's reason
   */
  resize(request: MemoryRequest): Promise<void>;
  /**
   * The work is over: what was measured is learnt under the request's key, and what is not needed to stay warm is
   * free. `evict` may be called once from then on, unless `busy` comes first: it ends the process. The memory is free
   * when `close` has been called. To be called also before a process is ended that has done its work: of one that is
   * closed without it only what went beyond the estimate is learnt, as it may have been killed in the middle.
   */
  idle(evict: () => void): void;
  /**
   * It is in use again, with what is reserved and what is free of what it had before: it is not evicted. Where it must
   * have all of that, `resize` with the same key asks for it.
   */
  busy(): void;
  /** It is never evicted while this holds. */
  pin(pinned: boolean): void;
  /** The process is gone: what was measured is learnt, and its memory is free. Idempotent. */
  close(): void;
}

export interface MemoryAccountOptions extends MemoryRequest {
  /** For people, such as a model's id. */
  name: string;
  kind: MemoryKind;
  /** Called when the process took more than its reservation and a tenth: it must be ended. */
  onExceeded(measuredBytes: number, reservedBytes: number): void;
}

/** The memory budget of this service's processes: who holds how much of it, and who has to go for others. */
export interface MemoryLedger {
  /**
   * Opens an account once its memory is there: evicts those idle for longest, waits in a bounded line, or refuses.
   * @throws AppError MEMORY_FULL with the time to come back, MODEL_TOO_LARGE when it never fits; the signal's reason
   */
  open(options: MemoryAccountOptions): Promise<MemoryAccount>;
  /** What would be reserved for a request now, bytes: what was measured before with a margin, or the prediction. */
  estimate(use: MemoryUse): number;
  /** As it is now. */
  report(): MemoryReport;
  /** Ends sampling and keeps what was measured. */
  close(): Promise<void>;
}
