import type { Logger } from '@nanococoa/common/log/create-logger.ts';
import { MemoryState } from '@nanococoa/proto/common/v1/catalog.ts';
import { type Account, enterState } from './account.ts';
import { GONE_RETRY_MS, memoryFull } from './admit.ts';
import { learnFromExcess } from './estimate-memory.ts';
import type { LedgerParts } from './ledger-parts.ts';
import { largestBytes } from './memory-book.ts';

/** Has processes ended by their owners. Their memory counts as taken until the owner closes the account. */
export interface AccountEnder {
  /** Ends an idle one for others. */
  evict(account: Account): void;
  /** Ends one that took more than was reserved for it. */
  exceed(account: Account): void;
}

export function createAccountEnder(
  parts: Pick<LedgerParts, 'book' | 'estimates' | 'log' | 'now' | 'bytesFor' | 'changed'>,
): AccountEnder {
  const { book, estimates, log, now, bytesFor, changed } = parts;

  const end = (account: Account, tellOwner: () => void) => {
    account.evict = undefined;
    enterState(account, MemoryState.ENDING, now());
    for (const waiter of book.line.filter(({ holder }) => holder === account)) {
      waiter.refuse(memoryFull(book, bytesFor(waiter.request, undefined), GONE_RETRY_MS));
    }
    changed();
    tellOrLog(log, account.name, tellOwner);
  };

  return {
    evict(account) {
      const { evict } = account;
      if (evict) end(account, evict);
    },
    exceed(account) {
      const { measuredBytes, reservedBytes } = account;
      learnFromExcess(account, estimates, largestBytes(book));
      log.warn(
        { name: account.name, measured_bytes: measuredBytes, reserved_bytes: reservedBytes },
        'memory exceeded',
      );
      end(account, () => account.onExceeded(measuredBytes, reservedBytes));
    },
  };
}

/** What an owner throws concerns it alone. */
function tellOrLog(log: Logger, name: string, tell: () => void): void {
  try {
    tell();
  } catch (err) {
    log.error({ err, name }, 'memory account not ended');
  }
}
