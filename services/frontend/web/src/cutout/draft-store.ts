import type { ChangedTiles } from './editor.ts';
import type { AlphaTile } from './tiles.ts';

/** A cut-out that is touched up for an ad. */
export interface DraftId {
  jobId: string;
  /** Id of the picture that the strokes are on. */
  cutoutId: string;
}

/** Strokes that are not saved yet, kept in the browser until they are saved or thrown away. */
export interface DraftStore {
  /** The tiles of a draft; empty: there is none. */
  read(draft: DraftId): Promise<AlphaTile[]>;
  /** Keeps what a change has left; changes are kept in the order in which they come. */
  write(draft: DraftId, changed: ChangedTiles): Promise<void>;
  /** Forgets all drafts of an ad. */
  remove(jobId: string): Promise<void>;
}

const TILES = 'tiles';
const VERSION = 1;

/** Keeps drafts in IndexedDB, tile by tile: each stroke writes only what it changed. */
export function createDraftStore(factory: IDBFactory, name = 'nanococoa.cutouts'): DraftStore {
  let opening: Promise<IDBDatabase> | undefined;
  const open = () => (opening ??= openDatabase(factory, name));
  // Arrays come after all strings and numbers: the range ends behind everything that begins so.
  const all = (...begin: string[]) => IDBKeyRange.bound(begin, [...begin, []]);

  async function write(work: (tiles: IDBObjectStore) => void): Promise<void> {
    const transaction = (await open()).transaction(TILES, 'readwrite');
    const done = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
    work(transaction.objectStore(TILES));
    await done;
  }

  return {
    async read({ jobId, cutoutId }) {
      const tiles = (await open()).transaction(TILES).objectStore(TILES);
      const request = tiles.getAll(all(jobId, cutoutId));
      return new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    },
    write: ({ jobId, cutoutId }, { kept, same }) =>
      write((tiles) => {
        for (const tile of kept) tiles.put(tile, [jobId, cutoutId, tile.index]);
        for (const index of same) tiles.delete([jobId, cutoutId, index]);
      }),
    remove: (jobId) => write((tiles) => tiles.delete(all(jobId))),
  };
}

function openDatabase(factory: IDBFactory, name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = factory.open(name, VERSION);
    request.onupgradeneeded = () => request.result.createObjectStore(TILES);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
