import { createContext, useContext } from 'react';

/** What can be taken back while an ad that is there is being changed. */
export interface Editing {
  /** Paths that ask for something else than the ad has. */
  changed: readonly string[];
  undo(paths: readonly string[]): void;
}

export const EditingContext = createContext<Editing | undefined>(undefined);

/** undefined: a new ad, of which nothing is there yet. */
export function useEditing(): Editing | undefined {
  return useContext(EditingContext);
}
