import { useEffect } from 'react';
import { useConnection, useJobStore } from '../app/mesh.tsx';
import { onWake } from '../app/on-wake.ts';
import { useIsVisible } from '../app/use-is-visible.ts';

/** Between a refusal, which no server in order gives, and the next try. */
const RETRY_MS = 5_000;

/**
 * Keeps the jobs true while the page is in sight. Out of sight it holds no stream, since all tabs share the browser's
 * six connections to a plain HTTP/1.1 server; in sight again, it goes on where it was.
 */
export function useFollowJobs(): void {
  const store = useJobStore();
  const connection = useConnection();
  const isVisible = useIsVisible();
  useEffect(() => {
    if (!isVisible) return;
    let abort = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const follow = (): void => {
      const { signal } = abort;
      store.follow(signal).catch(() => {
        if (!signal.aborted) timer = setTimeout(follow, RETRY_MS);
      });
    };
    const leave = (): void => {
      clearTimeout(timer);
      abort.abort();
    };
    follow();
    // A stream that has slept may be dead without knowing: another one goes on at the same place at once.
    const endWaking = onWake(() => {
      leave();
      abort = new AbortController();
      connection.suspect();
      follow();
    });
    return () => {
      endWaking();
      leave();
    };
  }, [store, connection, isVisible]);
}
