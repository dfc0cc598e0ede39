export interface Region {
  /** Pixels in it. */
  area: number;
  /** Whether it reaches the first or last row or column. */
  touchesFrame: boolean;
  /** Indices of its pixels. */
  pixels: Int32Array;
}

/**
 * Four-connected regions of the pixels for which `member` holds. `labels` has 0 where it does not hold, else
 * the region's index + 1.
 */
export function labelRegions(
  member: (i: number) => boolean,
  width: number,
  height: number,
): { labels: Int32Array; regions: Region[] } {
  const size = width * height;
  const labels = new Int32Array(size);
  const regions: Region[] = [];
  const queue = new Int32Array(size);
  for (let start = 0; start < size; start++) {
    if (labels[start] !== 0 || !member(start)) continue;
    const label = regions.length + 1;
    let end = 0;
    let touchesFrame = false;
    queue[end++] = start;
    labels[start] = label;
    for (let at = 0; at < end; at++) {
      const i = queue[at];
      const x = i % width;
      if (x === 0 || x === width - 1 || i < width || i >= size - width) touchesFrame = true;
      for (let side = 0; side < 4; side++) {
        if ((side === 0 && x === 0) || (side === 1 && x === width - 1)) continue;
        const j = i + (side === 0 ? -1 : side === 1 ? 1 : side === 2 ? -width : width);
        if (j < 0 || j >= size || labels[j] !== 0 || !member(j)) continue;
        labels[j] = label;
        queue[end++] = j;
      }
    }
    regions.push({ area: end, touchesFrame, pixels: queue.slice(0, end) });
  }
  return { labels, regions };
}
