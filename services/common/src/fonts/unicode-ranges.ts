/** Inclusive code point ranges, ascending and disjoint. */
export type CodePointRanges = ReadonlyArray<readonly [first: number, last: number]>;

/** Reads the comma-separated list of CSS `unicode-range` values ("U+20-7E,U+A9"). Throws on anything else. */
export function parseUnicodeRanges(text: string): CodePointRanges {
  return text.split(',').map((item) => {
    const match = /^U\+([0-9A-F]{1,6})(?:-([0-9A-F]{1,6}))?$/.exec(item);
    if (!match) throw new Error(`Not a unicode-range: "${item.slice(0, 40)}"`);
    const first = Number.parseInt(match[1], 16);
    return [first, match[2] ? Number.parseInt(match[2], 16) : first] as const;
  });
}

/** Writes ascending code points as CSS `unicode-range` values. */
export function formatUnicodeRanges(codePoints: Iterable<number>): string {
  const ranges: Array<[number, number]> = [];
  for (const codePoint of codePoints) {
    const last = ranges.at(-1);
    if (last && codePoint === last[1] + 1) last[1] = codePoint;
    else ranges.push([codePoint, codePoint]);
  }
  return ranges
    .map(([first, last]) => (first === last ? `U+${hex(first)}` : `U+${hex(first)}-${hex(last)}`))
    .join(',');
}

/** Whether a code point lies in one of the ranges (binary search). */
export function inRanges(ranges: CodePointRanges, codePoint: number): boolean {
  let low = 0;
  let high = ranges.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const [first, last] = ranges[middle];
    if (codePoint < first) high = middle - 1;
    else if (codePoint > last) low = middle + 1;
    else return true;
  }
  return false;
}

function hex(codePoint: number): string {
  return codePoint.toString(16).toUpperCase();
}
