import type { ServerStatus } from '@nanococoa/proto/common/v1/catalog.ts';
import { useEffect, useState } from 'react';
import { useClient } from './mesh.tsx';

const PERIOD_MS = 10_000;
/** While nothing can be reached: this call is also what notices that the server is back. */
const RETRY_MS = 2_000;

/** State of queue and workers, refreshed while the page is visible. */
export function useServerStatus(): ServerStatus | undefined {
  const client = useClient();
  const [status, setStatus] = useState<ServerStatus>();
  useEffect(() => {
    const abort = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isAsking = false;

    async function ask(): Promise<void> {
      if (isAsking || document.hidden || abort.signal.aborted) return;
      isAsking = true;
      clearTimeout(timer);
      let pauseMs = PERIOD_MS;
      try {
        setStatus((await client.getServerStatus({}, { signal: abort.signal })).status);
      } catch {
        setStatus(undefined);
        pauseMs = RETRY_MS;
      }
      isAsking = false;
      if (!abort.signal.aborted) timer = setTimeout(() => void ask(), pauseMs);
    }

    const askNow = () => void ask();
    askNow();
    document.addEventListener('visibilitychange', askNow);
    window.addEventListener('online', askNow);
    return () => {
      abort.abort();
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', askNow);
      window.removeEventListener('online', askNow);
    };
  }, [client]);
  return status;
}
