import { useEffect, useState } from 'react';

/** One piece of work at a time. */
export interface Running {
  /** Begins another one: the one before is aborted. */
  begin(): AbortSignal;
  /** Aborts what is running. */
  stop(): void;
}

/** Work that is aborted when the component goes away. Stays the same object. */
export function useRunning(): Running {
  const [running] = useState(createRunning);
  useEffect(() => running.stop, [running]);
  return running;
}

function createRunning(): Running {
  let abort: AbortController | undefined;
  const stop = () => abort?.abort();
  return {
    begin() {
      stop();
      abort = new AbortController();
      return abort.signal;
    },
    stop,
  };
}
