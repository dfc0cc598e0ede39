const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const RANDOM_BITS = 80n;
const RANDOM_LIMIT = 1n << RANDOM_BITS;

/** What ids are made from. */
export interface IdSources {
  /** Milliseconds since 1970. */
  nowMs(): number;
  /** Fresh random bytes. */
  randomBytes(count: number): Uint8Array;
}

/**
 * Makes ids of 26 characters that sort by time (ULID: 48 bits of milliseconds, 80 random bits, Crockford's
 * base 32). Two ids of one source always sort in the order in which they were made, even when the clock goes back.
 */
export function createIds({ nowMs, randomBytes }: IdSources): () => string {
  let lastMs = 0;
  let lastRandom = 0n;
  return () => {
    const timeMs = nowMs();
    if (timeMs > lastMs) {
      lastMs = timeMs;
      lastRandom = BigInt(`0x${Buffer.from(randomBytes(10)).toString('hex')}`);
    } else {
      lastRandom += 1n;
      if (lastRandom === RANDOM_LIMIT) {
        lastMs += 1;
        lastRandom = 0n;
      }
    }
    return base32((BigInt(lastMs) << RANDOM_BITS) | lastRandom);
  };
}

function base32(value: bigint): string {
  let text = '';
  for (let rest = value, i = 0; i < 26; i += 1, rest >>= 5n) text = ALPHABET[Number(rest & 31n)] + text;
  return text;
}
