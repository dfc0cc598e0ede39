/**
 * The main colours of an 8-bit RGB or RGBA picture as "#rrggbb", most common first, at most `count`, no two of them close.
 * Pixels for which `skip` holds do not count.
 */
export function measurePalette(
  { channels, data: picture }: { channels: 3 | 4; data: Uint8Array },
  skip: (pixel: number) => boolean,
  count = 5,
): string[] {
  const pixels = picture.length / channels;
  const step = Math.max(1, Math.floor(pixels / 40_000));
  const bins = new Map<number, { count: number; sum: [number, number, number] }>();
  for (let i = 0; i < pixels; i += step) {
    if (skip(i)) continue;
    const at = i * channels;
    const key = ((picture[at] >> 4) << 8) | ((picture[at + 1] >> 4) << 4) | (picture[at + 2] >> 4);
    const bin = bins.get(key) ?? { count: 0, sum: [0, 0, 0] };
    bin.count++;
    for (let c = 0; c < 3; c++) bin.sum[c] += picture[at + c];
    bins.set(key, bin);
  }
  const chosen: number[][] = [];
  for (const { count: n, sum } of [...bins.values()].sort((a, b) => b.count - a.count)) {
    const colour = sum.map((value) => value / n);
    const isNew = chosen.every(
      (other) => Math.hypot(...other.map((value, c) => value - colour[c])) > CLOSEST,
    );
    if (isNew) chosen.push(colour);
    if (chosen.length === count) break;
  }
  return chosen.map(
    (colour) => `#${colour.map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`,
  );
}

/** Two palette colours are at least this far apart (8-bit RGB distance). */
const CLOSEST = 40;
