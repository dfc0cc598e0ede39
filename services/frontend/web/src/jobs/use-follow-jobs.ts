import { useEffect } from 'react';
import { useJobStore } from '../app/mesh.tsx';
import { useIsVisible } from '../app/use-is-visible.ts';

/** Between a refusal, which no server in order gives, and the next try. */
const RETRY_MS = 5_000;

/**
 * Keeps the jobs true while the page is in sight. Out of sight it holds no stream, since all tabs share the browser's
 * six connections to a plain HTTP/1.1 server; in sight again, it goes on where it was.
 */
export function useFollowJobs(): void {
  const store = useJobStore();
  const isVisible = useIsVisible();
  useEffect(() => {
    if (!isVisible) return;
    const abort = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const follow = (): void => {
      store.follow(abort.signal).catch(() => {
        timer = setTimeout(follow, RETRY_MS);
      });
    };
    follow();
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [store, isVisible]);
}
