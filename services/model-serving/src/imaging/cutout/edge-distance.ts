/** Longest distance that is told apart, pixels. */
const FAR = 1e3;
const DIAGONAL = Math.SQRT2;

/**
 * Distance in pixels to the edge of a mask (where `inside` turns from false to true), positive inside and negative
 * outside; within 8 %. Source: Borgefors, Distance Transformations in Digital Images (1986).
 */
export function edgeDistance(inside: (i: number) => boolean, width: number, height: number): Float32Array {
  const size = width * height;
  const toOutside = new Float32Array(size);
  const toInside = new Float32Array(size);
  for (let i = 0; i < size; i++) {
    if (inside(i)) toOutside[i] = FAR;
    else toInside[i] = FAR;
  }
  chamfer(toOutside, width, height);
  chamfer(toInside, width, height);
  for (let i = 0; i < size; i++) toOutside[i] = toOutside[i] > 0 ? toOutside[i] - 0.5 : 0.5 - toInside[i];
  return toOutside;
}

function chamfer(d: Float32Array, width: number, height: number): void {
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) relax(d, y * width + x, x, y > 0, width, -1);
  }
  for (let y = height - 1; y >= 0; y--) {
    for (let x = width - 1; x >= 0; x--) relax(d, y * width + x, x, y < height - 1, width, 1);
  }
}

/** Looks at the neighbours that the pass has been at: in the same row, and in the row before if there is one. */
function relax(d: Float32Array, i: number, x: number, hasRow: boolean, width: number, way: 1 | -1): void {
  let value = d[i];
  if (value === 0) return;
  const hasBack = way < 0 ? x > 0 : x < width - 1;
  const hasAhead = way < 0 ? x < width - 1 : x > 0;
  if (hasBack && d[i + way] + 1 < value) value = d[i + way] + 1;
  if (hasRow) {
    const row = i + way * width;
    if (d[row] + 1 < value) value = d[row] + 1;
    if (hasBack && d[row + way] + DIAGONAL < value) value = d[row + way] + DIAGONAL;
    if (hasAhead && d[row - way] + DIAGONAL < value) value = d[row - way] + DIAGONAL;
  }
  d[i] = value;
}
