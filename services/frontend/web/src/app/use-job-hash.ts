import { useSyncExternalStore } from 'react';

const PREFIX = '#job=';

/** The open job's id, kept in the address, so that a reload or a bookmark comes back to it. */
export function useJobHash(): string | undefined {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  return hash.startsWith(PREFIX) ? decodeURIComponent(hash.slice(PREFIX.length)) : undefined;
}

/** Opens a job. */
export function openJob(jobId: string): void {
  window.location.hash = `${PREFIX}${encodeURIComponent(jobId)}`;
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener('hashchange', onChange);
  return () => window.removeEventListener('hashchange', onChange);
}
