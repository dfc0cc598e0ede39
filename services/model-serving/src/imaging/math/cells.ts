import { hash2 } from './noise.ts';

/** What periodicCells finds at a point; lengths in cells. */
export interface CellHit {
  /** Distance to the nearest seed. */
  nearest: number;
  /** Distance to the border between the two nearest seeds' cells. */
  border: number;
  /** Hash of the nearest seed, 0..1: the same all over its cell. */
  id: number;
  /** From the nearest seed to the point. */
  dx: number;
  dy: number;
}

/**
 * Cellular noise that repeats every `period` cells: one seed in each cell, `jitter` 0..1 off its middle. Written to
 * `out`. Source: Worley, A Cellular Texture Basis Function (1996); border as half the difference of distances.
 */
export function periodicCells(
  x: number,
  y: number,
  period: number,
  jitter: number,
  seed: number,
  out: CellHit,
): void {
  const column = Math.floor(x);
  const row = Math.floor(y);
  let first = 9;
  let second = 9;
  for (let j = row - 1; j <= row + 1; j++) {
    const wrappedRow = j < 0 ? j + period : j >= period ? j - period : j;
    for (let i = column - 1; i <= column + 1; i++) {
      const wrappedColumn = i < 0 ? i + period : i >= period ? i - period : i;
      const h = hash2(wrappedColumn, wrappedRow, seed);
      const g = (h * 4096) % 1;
      const dx = x - i - 0.5 - (h - 0.5) * jitter;
      const dy = y - j - 0.5 - (g - 0.5) * jitter;
      const distance = Math.sqrt(dx * dx + dy * dy);
      if (distance < first) {
        second = first;
        first = distance;
        out.id = (h * 65536) % 1;
        out.dx = dx;
        out.dy = dy;
      } else if (distance < second) second = distance;
    }
  }
  out.nearest = first;
  out.border = (second - first) / 2;
}

/** A hit to write to. */
export function createCellHit(): CellHit {
  return { nearest: 0, border: 0, id: 0, dx: 0, dy: 0 };
}
