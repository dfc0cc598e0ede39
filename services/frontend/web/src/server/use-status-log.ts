import type { ServerStatus } from '@nanococoa/proto/common/v1/catalog.ts';
import { useState } from 'react';
import { EMPTY_LOG, logged, type StatusLog } from './status-log.ts';

/** What the server said lately, kept for as long as the page is open. */
export function useStatusLog(status: ServerStatus | undefined): StatusLog {
  const [last, setLast] = useState<{ status: ServerStatus | undefined; log: StatusLog }>({
    status: undefined,
    log: EMPTY_LOG,
  });
  if (status === last.status) return last.log;
  const log = status === undefined ? last.log : logged(last.log, status, Date.now());
  setLast({ status, log });
  return log;
}
