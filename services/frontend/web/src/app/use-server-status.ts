import { isTransient, Status, toNanococoaError } from '@nanococoa/client';
import type { ServerStatus } from '@nanococoa/proto/common/v1/catalog.ts';
import { useEffect, useState } from 'react';
import { useClient, useConnection } from './mesh.tsx';

const PERIOD_MS = 10_000;
/** While somebody looks at it. */
const LIVE_PERIOD_MS = 1_000;
/** An answer that takes longer is none. */
const DEADLINE_MS = 10_000;
/** While nothing can be reached: this call is what notices that the server is back. */
const RETRY_MS = 2_000;

/**
 * State of queue and workers, refreshed while the page is visible. The call is also the one that
 * decides whether the services can be reached. `isLive`: somebody looks at the details.
 */
export function useServerStatus(isLive: boolean): ServerStatus | undefined {
  const client = useClient();
  const connection = useConnection();
  const [status, setStatus] = useState<ServerStatus>();
  useEffect(() => {
    const abort = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isAsking = false;

    async function ask(): Promise<void> {
      if (isAsking || document.hidden || abort.signal.aborted) return;
      isAsking = true;
      clearTimeout(timer);
      let pauseMs = isLive ? LIVE_PERIOD_MS : PERIOD_MS;
      try {
        setStatus(await client.status({ signal: abort.signal, deadlineMs: DEADLINE_MS, giveUpMs: 0 }));
        connection.report(true);
      } catch (error) {
        if (abort.signal.aborted) return;
        setStatus(undefined);
        connection.report(!isTransient(error) && toNanococoaError(error).code !== Status.DEADLINE_EXCEEDED);
        pauseMs = RETRY_MS;
      }
      isAsking = false;
      if (!abort.signal.aborted) timer = setTimeout(askNow, pauseMs);
    }

    const askNow = () => void ask();
    askNow();
    // While it is known to be down, the timer is enough.
    const endSuspicions = connection.onSuspicion(() => {
      if (connection.state() !== 'down') askNow();
    });
    document.addEventListener('visibilitychange', askNow);
    window.addEventListener('online', askNow);
    return () => {
      abort.abort();
      clearTimeout(timer);
      endSuspicions();
      document.removeEventListener('visibilitychange', askNow);
      window.removeEventListener('online', askNow);
    };
  }, [client, connection, isLive]);
  return status;
}
