/** Pictures kept in memory by their digest, the least recently used dropped first. */
export interface InputStore {
  /** The bytes of a picture, which now counts as just used; undefined when it is not here. They must not be changed. */
  get(id: string): Buffer | undefined;
  /**
   * Begins to take a picture in; its room is reserved at once. Undefined when it is not to be kept: it is here
   * already, it is too large, or what is being taken in leaves no room.
   */
  begin(id: string, sizeBytes: number): PictureWriter | undefined;
  /** Bytes kept and reserved: never more than the capacity. */
  usedBytes(): number;
}

/** A picture on its way into the store. Nobody sees it before `commit`. */
export interface PictureWriter {
  /** Adds bytes; they are copied. */
  write(data: Uint8Array): void;
  /** Keeps the picture, if all of its bytes have come. To be called when they were found to be the right ones. */
  commit(): void;
  /** Gives it up, unless it was committed. */
  abort(): void;
}

/** A picture may take up this part of the store: with a larger one, little else would have room. */
const LARGEST_PART = 1 / 2;

/** @param capacityBytes Most bytes that it takes; 0 keeps nothing. */
export function createInputStore({ capacityBytes }: { capacityBytes: number }): InputStore {
  // In the order of their use, the latest last.
  const pictures = new Map<string, Buffer>();
  let usedBytes = 0;

  const get = (id: string) => {
    const picture = pictures.get(id);
    if (!picture) return undefined;
    pictures.delete(id);
    pictures.set(id, picture);
    return picture;
  };
  const makeRoom = (sizeBytes: number) => {
    for (const [id, { length }] of pictures) {
      if (usedBytes + sizeBytes <= capacityBytes) break;
      pictures.delete(id);
      usedBytes -= length;
    }
    return usedBytes + sizeBytes <= capacityBytes;
  };

  return {
    get,
    usedBytes: () => usedBytes,
    begin(id, sizeBytes) {
      if (sizeBytes > capacityBytes * LARGEST_PART || get(id) || !makeRoom(sizeBytes)) return undefined;
      usedBytes += sizeBytes;
      // A copy of its own: a chunk holds the whole message that it came in.
      let bytes: Buffer | undefined = Buffer.allocUnsafeSlow(sizeBytes);
      let length = 0;
      const abort = () => {
        if (bytes) usedBytes -= sizeBytes;
        bytes = undefined;
      };
      return {
        write(data) {
          if (length + data.length > sizeBytes) return abort();
          bytes?.set(data, length);
          length += data.length;
        },
        commit() {
          // The same picture may have come on another way meanwhile.
          if (bytes && length === sizeBytes && !pictures.has(id)) {
            pictures.set(id, bytes);
            bytes = undefined;
          }
          abort();
        },
        abort,
      };
    },
  };
}
