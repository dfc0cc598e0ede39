import { useSyncExternalStore } from 'react';
import { useDraftStore } from '../app/mesh.tsx';
import type { Values } from './values.ts';

/** What was typed for an ad, or for a new one (NEW_AD), and not made yet. */
export function useDraft(key: string): Values {
  const drafts = useDraftStore();
  return useSyncExternalStore(drafts.subscribe, () => drafts.draft(key));
}
