import type { Account } from './account.ts';
import type { MemoryRequest } from './memory-ledger.ts';

/** Somebody in line for memory. It stands there until it was granted memory or refused. */
export interface Waiter {
  readonly request: MemoryRequest;
  /** The account that asks for another amount; undefined: a new one is asked for. */
  readonly holder: Account | undefined;
  /** When it came, on the ledger's clock. */
  readonly since: number;
  /** Whether its memory is only waiting for processes to be gone that are being ended. */
  promised: boolean;
  /** Hands over `bytes` and takes it out of the line. */
  grant(bytes: number): void;
  /** Takes it out of the line with an error. */
  refuse(error: unknown): void;
}

export interface WaiterOptions<Granted> extends Pick<Waiter, 'request' | 'holder' | 'since'> {
  /** Reserves the bytes, at once: nobody else may get them before. */
  take(bytes: number): Granted;
  /** It has given up: those behind it may be served now. */
  onGivenUp(): void;
}

export interface PlaceInLine<Granted> {
  readonly waiter: Waiter;
  readonly granted: Promise<Granted>;
  /** Lets it wait for so long, and be refused with that error then. */
  wait(waitMs: number, refusal: () => Error): void;
}

/** Puts somebody at the end of the line. Leaves it when the request's signal aborts, with the signal's reason. */
export function joinLine<Granted>(line: Waiter[], options: WaiterOptions<Granted>): PlaceInLine<Granted> {
  const { request, holder, since, take, onGivenUp } = options;
  const { promise: granted, resolve, reject } = Promise.withResolvers<Granted>();
  let timer: NodeJS.Timeout | undefined;

  const leave = (): boolean => {
    const place = line.indexOf(waiter);
    if (place === -1) return false;
    line.splice(place, 1);
    clearTimeout(timer);
    request.signal?.removeEventListener('abort', onAbort);
    return true;
  };
  const waiter: Waiter = {
    request,
    holder,
    since,
    promised: false,
    grant: (bytes) => {
      if (leave()) resolve(take(bytes));
    },
    refuse: (error) => {
      if (leave()) reject(error);
    },
  };
  const giveUp = (error: unknown) => {
    waiter.refuse(error);
    onGivenUp();
  };
  const onAbort = () => giveUp(request.signal?.reason);

  line.push(waiter);
  request.signal?.addEventListener('abort', onAbort);
  return {
    waiter,
    granted,
    wait(waitMs, refusal) {
      timer = setTimeout(() => giveUp(refusal()), waitMs);
    },
  };
}
