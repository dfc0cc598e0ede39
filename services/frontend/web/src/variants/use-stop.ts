import { useEffect, useRef, useState } from 'react';
import { useClient } from '../app/mesh.tsx';

/** Asks the server to stop ads; each ad's last event then says that it has. */
export function useStop() {
  const client = useClient();
  const [isStopping, setIsStopping] = useState(false);
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const stop = (jobIds: readonly string[]): void => {
    const abort = new AbortController();
    running.current = abort;
    setIsStopping(true);
    const { signal } = abort;
    // Refused: the ad is gone or done, and its news say so.
    const asked = jobIds.map((id) => client.cancelJob(id, { signal }).catch(() => {}));
    void Promise.all(asked).then(() => !signal.aborted && setIsStopping(false));
  };
  return { isStopping, stop };
}
