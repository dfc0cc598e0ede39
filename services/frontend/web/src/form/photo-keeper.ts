/** A photo that is on its way to the server. */
export interface KeptPhoto {
  id: string;
  file: Blob;
  name: string;
  /** Milliseconds since 1970. */
  keptAt: number;
}

/** Keeps photos over a reload until the server has them. */
export interface PhotoKeeper {
  put(photo: KeptPhoto): Promise<void>;
  get(id: string): Promise<KeptPhoto | undefined>;
  remove(id: string): Promise<void>;
}

const DATABASE = 'nanococoa';
const PHOTOS = 'photos';
/** Of a tab that was closed in the middle: an upload is not waited for longer by the server either. */
const MAX_AGE_MS = 24 * 60 * 60 * 1000;

/**
 * Photos in the browser's IndexedDB, which unlike sessionStorage takes files. Where the browser gives none (a private
 * window, a full disk), its promises reject, and a reload begins anew.
 */
export function createPhotoKeeper(factory: IDBFactory, nowMs: () => number): PhotoKeeper {
  let opening: Promise<IDBDatabase> | undefined;
  const open = (): Promise<IDBDatabase> => {
    opening ??= openDatabase(factory).then(async (database) => {
      const photos = database.transaction(PHOTOS, 'readwrite').objectStore(PHOTOS);
      const old = IDBKeyRange.upperBound(nowMs() - MAX_AGE_MS);
      for (const id of await resultOf(photos.index('keptAt').getAllKeys(old))) photos.delete(id);
      return database;
    });
    return opening;
  };
  const photos = async (mode: IDBTransactionMode) =>
    (await open()).transaction(PHOTOS, mode).objectStore(PHOTOS);

  return {
    async put(photo) {
      await resultOf((await photos('readwrite')).put(photo));
    },
    get: async (id) => resultOf((await photos('readonly')).get(id)),
    async remove(id) {
      await resultOf((await photos('readwrite')).delete(id));
    },
  };
}

function openDatabase(factory: IDBFactory): Promise<IDBDatabase> {
  const request = factory.open(DATABASE, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(PHOTOS, { keyPath: 'id' }).createIndex('keptAt', 'keptAt');
  };
  return resultOf(request);
}

function resultOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The database gave no reason.'));
  });
}
