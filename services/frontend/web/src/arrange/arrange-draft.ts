import type { ProductPlace } from './product-place.ts';

/** What has been arranged and not yet applied. */
export interface ArrangeDraft {
  place: ProductPlace;
  keepsSize: boolean;
}

type DraftStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** What was left unapplied on a job; undefined: nothing that makes sense. */
export function readDraft(store: DraftStore, jobId: string): ArrangeDraft | undefined {
  try {
    const { place, keepsSize } = JSON.parse(store.getItem(keyOf(jobId)) ?? '{}');
    const isWhole = [place.x, place.y, place.scale].every(Number.isFinite);
    return isWhole ? { place, keepsSize: keepsSize === true } : undefined;
  } catch {
    return undefined;
  }
}

export function keepDraft(store: DraftStore, jobId: string, draft: ArrangeDraft): void {
  store.setItem(keyOf(jobId), JSON.stringify(draft));
}

export function forgetDraft(store: DraftStore, jobId: string): void {
  store.removeItem(keyOf(jobId));
}

function keyOf(jobId: string): string {
  return `nanococoa.arrange.${jobId}`;
}
