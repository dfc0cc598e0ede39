import type { Values } from './values.ts';

/** Key of what a new ad is to be; an ad that is there has its id. */
export const NEW_AD = '';

/** What was typed and not made yet, for a new ad and for each ad that is there. */
export interface DraftStore {
  /** The same object until something changes. */
  draft(key: string): Values;
  change(key: string, values: Values): void;
  /** Forgets what was typed at these paths; without paths, all of it. */
  undo(key: string, paths?: readonly string[]): void;
  subscribe(onChange: () => void): () => void;
}

const NEW_KEY = 'nanococoa.draft';
const ADS_KEY = 'nanococoa.drafts';
/** Drafts of ads that are kept, the newest: nobody comes back to more, and the store holds a few megabytes only. */
const MAX_ADS = 20;
const NOTHING: Values = {};

/** Drafts that survive a reload: they are in the tab's sessionStorage. */
export function createDraftStore(storage: Pick<Storage, 'getItem' | 'setItem'>): DraftStore {
  let newAd = readValues(parse(storage.getItem(NEW_KEY)));
  /** The one that was changed last stands last. */
  const ads = new Map(readAds(parse(storage.getItem(ADS_KEY))));
  const listeners = new Set<() => void>();

  const draft = (key: string): Values => (key === NEW_AD ? newAd : (ads.get(key) ?? NOTHING));
  const put = (key: string, values: Values): void => {
    if (key === NEW_AD) {
      newAd = values;
      storage.setItem(NEW_KEY, JSON.stringify({ values }));
    } else {
      ads.delete(key);
      if (Object.keys(values).length > 0) ads.set(key, values);
      for (const oldest of [...ads.keys()].slice(0, -MAX_ADS)) ads.delete(oldest);
      storage.setItem(ADS_KEY, JSON.stringify([...ads]));
    }
    for (const onChange of listeners) onChange();
  };

  return {
    draft,
    change: (key, values) => put(key, { ...draft(key), ...values }),
    undo(key, paths) {
      const rest = paths && Object.entries(draft(key)).filter(([path]) => !paths.includes(path));
      put(key, rest === undefined ? NOTHING : Object.fromEntries(rest));
    },
    subscribe(onChange) {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
  };
}

function parse(text: string | null): unknown {
  return JSON.parse(text ?? 'null');
}

/** Takes what is certain to be paths and texts: the page may have been another one when it was written. */
function readValues(stored: unknown): Values {
  const values = (stored as { values?: unknown } | null)?.values;
  if (typeof values !== 'object' || values === null) return NOTHING;
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function readAds(stored: unknown): [string, Values][] {
  if (!Array.isArray(stored)) return [];
  return stored.map(([jobId, values]) => [String(jobId), readValues({ values })]);
}
