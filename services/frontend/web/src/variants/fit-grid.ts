/** How pictures of one format are laid out. */
export interface Grid {
  columns: number;
  /** Width of a picture, CSS pixels. */
  width: number;
}

export interface GridRoom {
  /** How many pictures. */
  count: number;
  /** Width over height of each. */
  ratio: number;
  /** Room for all of them, CSS pixels. */
  width: number;
  height: number;
  /** Between two of them. */
  gap: number;
  /** Height of what stands below each picture. */
  caption: number;
  /** Narrower ones could not be judged, and what stands below would not fit: rather does the page scroll. */
  minWidth: number;
}

/**
 * The number of columns that makes the pictures largest with all of them in sight; where they would be too narrow, as
 * many columns as there is width for.
 */
export function fitGrid({ count, ratio, width, height, gap, caption, minWidth }: GridRoom): Grid {
  const widthIn = (columns: number) => (width - gap * (columns - 1)) / columns;
  let best: Grid = { columns: 1, width: 0 };
  for (let columns = 1; columns <= Math.max(1, count); columns++) {
    const rows = Math.ceil(count / columns);
    const byHeight = ((height - gap * (rows - 1)) / rows - caption) * ratio;
    const fitted = Math.min(widthIn(columns), byHeight);
    if (fitted > best.width) best = { columns, width: fitted };
  }
  if (best.width < minWidth) {
    const columns = Math.max(1, Math.min(count, Math.floor((width + gap) / (minWidth + gap))));
    best = { columns, width: widthIn(columns) };
  }
  return { columns: best.columns, width: Math.floor(Math.max(0, best.width)) };
}
