/** A picture that somebody shows. */
export interface HeldImage {
  /** Object URL, good until it is released. Rejects with NanococoaError. */
  url: Promise<string>;
  /** Says that it is no longer shown. */
  release(): void;
}

/** The pictures that are shown now: each is downloaded once, however many places show it. */
export interface ImageStore {
  /** @param width Pixels at most; undefined: the stored bytes as they are. */
  hold(imageId: string, width: number | undefined): HeldImage;
}

export interface ImageStoreOptions {
  download(imageId: string, width: number | undefined, signal: AbortSignal): Promise<Blob>;
  /** How long a picture is kept that nobody shows any more: the next view of a job often shows it again. */
  keepMs?: number;
}

const KEEP_MS = 10_000;

interface Entry {
  url: Promise<string>;
  holders: number;
  abort: AbortController;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/** Makes a store; object URLs are revoked when their time is over. */
export function createImageStore({ download, keepMs = KEEP_MS }: ImageStoreOptions): ImageStore {
  const entries = new Map<string, Entry>();

  const open = (key: string, imageId: string, width: number | undefined): Entry => {
    const abort = new AbortController();
    const url = download(imageId, width, abort.signal).then((blob) => URL.createObjectURL(blob));
    const entry: Entry = { url, holders: 0, abort, timer: undefined };
    entries.set(key, entry);
    // The next one who wants it tries again.
    url.catch(() => forget(key, entry));
    return entry;
  };
  const forget = (key: string, entry: Entry): void => {
    if (entries.get(key) === entry) entries.delete(key);
  };
  const close = (key: string, entry: Entry): void => {
    forget(key, entry);
    entry.abort.abort();
    entry.url.then((url) => URL.revokeObjectURL(url)).catch(() => {});
  };

  return {
    hold(imageId, width) {
      const key = `${imageId} ${width}`;
      const entry = entries.get(key) ?? open(key, imageId, width);
      clearTimeout(entry.timer);
      entry.holders++;
      let isHeld = true;
      return {
        url: entry.url,
        release() {
          if (!isHeld) return;
          isHeld = false;
          entry.holders--;
          if (entry.holders === 0) entry.timer = setTimeout(() => close(key, entry), keepMs);
        },
      };
    },
  };
}
