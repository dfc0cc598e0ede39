import type { Rect, Size } from './rect.ts';

/** Side of the squares in which changes are kept: small enough that a stroke keeps little, large enough to be few. */
export const TILE_SIDE = 256;

/** The alpha of one tile: its rows one after the other, without what lies outside of the picture. */
export interface AlphaTile {
  /** Counted by rows from the upper left. */
  index: number;
  alpha: Uint8Array<ArrayBuffer>;
}

/** How many tiles lie side by side. */
export function tileColumns({ width }: Size): number {
  return Math.ceil(width / TILE_SIDE);
}

/** The pixels of a tile, cut at the picture's edges. */
export function tileRect(size: Size, index: number): Rect {
  const columns = tileColumns(size);
  const left = (index % columns) * TILE_SIDE;
  const top = Math.floor(index / columns) * TILE_SIDE;
  return {
    left,
    top,
    right: Math.min(left + TILE_SIDE, size.width),
    bottom: Math.min(top + TILE_SIDE, size.height),
  };
}

/** The tiles that a rectangle inside of the picture touches. */
export function tilesIn(size: Size, { left, top, right, bottom }: Rect): number[] {
  const columns = tileColumns(size);
  const found: number[] = [];
  for (let row = Math.floor(top / TILE_SIDE); row * TILE_SIDE < bottom; row++) {
    for (let column = Math.floor(left / TILE_SIDE); column * TILE_SIDE < right; column++) {
      found.push(row * columns + column);
    }
  }
  return found;
}

/** Copies a tile out of a plane of alpha. */
export function readTile(size: Size, plane: Uint8Array, index: number): Uint8Array<ArrayBuffer> {
  const { left, top, right, bottom } = tileRect(size, index);
  const width = right - left;
  const alpha = new Uint8Array(width * (bottom - top));
  for (let y = top; y < bottom; y++) {
    const start = y * size.width + left;
    alpha.set(plane.subarray(start, start + width), (y - top) * width);
  }
  return alpha;
}

/** Copies a tile into a plane of alpha. */
export function writeTile(size: Size, plane: Uint8Array, { index, alpha }: AlphaTile): void {
  const { left, top, right, bottom } = tileRect(size, index);
  const width = right - left;
  for (let y = top; y < bottom; y++) {
    plane.set(alpha.subarray((y - top) * width, (y - top + 1) * width), y * size.width + left);
  }
}

/** Whether a tile is the same in two planes. */
export function isSameTile(size: Size, a: Uint8Array, b: Uint8Array, index: number): boolean {
  const { left, top, right, bottom } = tileRect(size, index);
  for (let y = top; y < bottom; y++) {
    for (let i = y * size.width + left; i < y * size.width + right; i++) if (a[i] !== b[i]) return false;
  }
  return true;
}
