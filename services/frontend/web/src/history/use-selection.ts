import { useMemo, useState } from 'react';
import type { Family } from './group-families.ts';

export interface Selection {
  /** Ids of families. */
  ids: ReadonlySet<string>;
  toggle(id: string): void;
  clear(): void;
}

/** The ads that are selected, of those that are shown: one that goes takes its mark with it. */
export function useSelection(families: readonly Family[]): Selection {
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const ids = useMemo(
    () => new Set(families.map(({ id }) => id).filter((id) => marked.has(id))),
    [families, marked],
  );
  return {
    ids,
    toggle: (id) => setMarked(new Set(ids.has(id) ? [...ids].filter((one) => one !== id) : [...ids, id])),
    clear: () => setMarked(new Set()),
  };
}
