import { useEffect } from 'react';
import { useJobStore } from '../app/mesh.tsx';

/** Has jobs read and kept true as long as the component is there. `ids` is a list with commas, so that it compares. */
export function useHeldJobs(ids: string): void {
  const store = useJobStore();
  useEffect(() => {
    const releases = ids
      .split(',')
      .filter((id) => id !== '')
      .map((id) => store.want(id));
    return () => {
      for (const release of releases) release();
    };
  }, [store, ids]);
}
