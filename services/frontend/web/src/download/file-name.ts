interface Named {
  /** The copy, or what else names the ad; may be empty. */
  words: string;
  /** What of the ad it is, such as "letters"; empty: the ad itself. */
  part: string;
  width: number;
  height: number;
  jobId: string;
  extension: string;
}

/** Longest name of the words in bytes of UTF-8: most file systems take 255 for all, some less with their own additions. */
const MAX_BYTES = 90;
const ID_TAIL = 6;

/**
 * A name that a person recognises and every system takes: letters and digits of any script, with hyphens between, such
 * as `오늘의-커피-1080x1350-7k2m9q.jpg`. Composed (NFC), since some systems compare names by their bytes.
 */
export function fileNameOf({ words, part, width, height, jobId, extension }: Named): string {
  const said = words
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  const size = `${width}x${height}`;
  const pieces = [shortened(said) || 'nanococoa', part, size, jobId.slice(-ID_TAIL).toLowerCase()];
  return `${pieces.filter((piece) => piece !== '').join('-')}.${extension}`;
}

/** Whole characters only. */
function shortened(words: string): string {
  const encoder = new TextEncoder();
  let taken = '';
  let bytes = 0;
  for (const character of words) {
    bytes += encoder.encode(character).byteLength;
    if (bytes > MAX_BYTES) break;
    taken += character;
  }
  return taken.replace(/-$/, '');
}
