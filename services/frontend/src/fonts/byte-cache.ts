/** Values by key, the ones used last, up to so many bytes in all. */
export interface ByteCache<Value extends { sizeBytes: number }> {
  get(key: string): Value | undefined;
  /** Keeps a value, unless it alone is larger than the cache; what was used longest ago makes room. */
  set(key: string, value: Value): void;
}

/** @param options.maxBytes Most bytes of all values together. */
export function createByteCache<Value extends { sizeBytes: number }>(options: {
  maxBytes: number;
}): ByteCache<Value> {
  // A map keeps the order in which keys were set: the first is the one used longest ago.
  const values = new Map<string, Value>();
  let bytes = 0;
  const remove = (key: string) => {
    bytes -= values.get(key)?.sizeBytes ?? 0;
    values.delete(key);
  };
  return {
    get(key) {
      const value = values.get(key);
      if (value) {
        values.delete(key);
        values.set(key, value);
      }
      return value;
    },
    set(key, value) {
      remove(key);
      if (value.sizeBytes > options.maxBytes) return;
      values.set(key, value);
      bytes += value.sizeBytes;
      for (const oldest of values.keys()) {
        if (bytes <= options.maxBytes) break;
        remove(oldest);
      }
    },
  };
}
