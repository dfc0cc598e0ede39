import { useState } from 'react';
import { useClient } from '../app/mesh.tsx';
import { useRunning } from '../app/use-running.ts';

/** The way to stop ads. */
export interface Stop {
  /** It has been asked for; the last event of each ad then says that it has stopped. */
  isStopping: boolean;
  stop(jobIds: readonly string[]): void;
}

/** Asks the server to stop ads. */
export function useStop(): Stop {
  const client = useClient();
  const [isStopping, setIsStopping] = useState(false);
  const running = useRunning();
  const stop = (jobIds: readonly string[]): void => {
    if (isStopping) return;
    setIsStopping(true);
    const signal = running.begin();
    void Promise.allSettled(jobIds.map((id) => client.cancelJob(id, { signal }))).then((answers) => {
      // Refused: what could not be stopped is gone or done, and its news say so.
      const isRefused = answers.every(({ status }) => status === 'rejected');
      if (isRefused && !signal.aborted) setIsStopping(false);
    });
  };
  return { isStopping, stop };
}
