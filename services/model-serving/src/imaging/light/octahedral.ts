import { sharedFloats } from '../parallel/shared-array.ts';

/**
 * Octahedral maps (Cigolle et al. 2014): the sphere unfolded into a square, looked up without trigonometry.
 * `size` × `size` texels inside a gutter of one texel that repeats what lies across the edge, so that bilinear
 * look-ups have no seam. y is up; the upper half of the sphere is the inner diamond.
 */
export interface OctahedralMap {
  size: number;
  /** (size + 2)² RGB texels. */
  data: Float32Array;
}

/** A black map, in memory that band threads share. */
export function createOctahedral(size: number): OctahedralMap {
  return { size, data: sharedFloats((size + 2) ** 2 * 3) };
}

/** Fills rows by asking `shade` for the colour in each direction (unit vector), written to its last argument. */
export function shadeOctahedralRows(
  { size, data }: OctahedralMap,
  from: number,
  to: number,
  shade: (x: number, y: number, z: number, out: Float32Array) => void,
): void {
  const stride = size + 2;
  const colour = new Float32Array(3);
  for (let row = from; row < to; row++) {
    for (let column = 0; column < size; column++) {
      const u = ((column + 0.5) / size) * 2 - 1;
      const v = ((row + 0.5) / size) * 2 - 1;
      const y = 1 - Math.abs(u) - Math.abs(v);
      const fold = y < 0 ? -y : 0;
      const x = u + (u >= 0 ? -fold : fold);
      const z = v + (v >= 0 ? -fold : fold);
      const scale = 1 / Math.sqrt(x * x + y * y + z * z);
      shade(x * scale, y * scale, z * scale, colour);
      data.set(colour, ((row + 1) * stride + column + 1) * 3);
    }
  }
}

/** Adds `weight` × the bilinear colour in direction (x, y, z), which need not be a unit vector, to `out`. */
export function addOctahedral(
  map: OctahedralMap,
  x: number,
  y: number,
  z: number,
  weight: number,
  out: Float32Array | number[],
): void {
  const { size, data } = map;
  const inverse = 1 / ((x < 0 ? -x : x) + (y < 0 ? -y : y) + (z < 0 ? -z : z));
  let u = x * inverse;
  let v = z * inverse;
  if (y < 0) {
    const folded = (1 - (v < 0 ? -v : v)) * (u >= 0 ? 1 : -1);
    v = (1 - (u < 0 ? -u : u)) * (v >= 0 ? 1 : -1);
    u = folded;
  }
  const fx = (u + 1) * 0.5 * size + 0.5;
  const fy = (v + 1) * 0.5 * size + 0.5;
  const column = fx | 0;
  const row = fy | 0;
  const dx = fx - column;
  const dy = fy - row;
  const a = (row * (size + 2) + column) * 3;
  const b = a + (size + 2) * 3;
  const w00 = (1 - dx) * (1 - dy) * weight;
  const w10 = dx * (1 - dy) * weight;
  const w01 = (1 - dx) * dy * weight;
  const w11 = dx * dy * weight;
  out[0] += data[a] * w00 + data[a + 3] * w10 + data[b] * w01 + data[b + 3] * w11;
  out[1] += data[a + 1] * w00 + data[a + 4] * w10 + data[b + 1] * w01 + data[b + 4] * w11;
  out[2] += data[a + 2] * w00 + data[a + 5] * w10 + data[b + 2] * w01 + data[b + 5] * w11;
}

/** Half the size by 2×2 means. `size` must be even. */
export function halveOctahedral(map: OctahedralMap): OctahedralMap {
  const size = map.size / 2;
  const stride = size + 2;
  const from = map.size + 2;
  const half = createOctahedral(size);
  const { data } = half;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const a = ((row * 2 + 1) * from + column * 2 + 1) * 3;
      const b = a + from * 3;
      const target = ((row + 1) * stride + column + 1) * 3;
      for (let c = 0; c < 3; c++) {
        data[target + c] =
          0.25 * (map.data[a + c] + map.data[a + 3 + c] + map.data[b + c] + map.data[b + 3 + c]);
      }
    }
  }
  fillGutter(half);
  return half;
}

/** Across an edge of the square the map goes on mirrored about the middle of that edge. */
export function fillGutter({ data, size }: OctahedralMap): void {
  const stride = size + 2;
  const copy = (toRow: number, toColumn: number, fromRow: number, fromColumn: number) => {
    const from = (fromRow * stride + fromColumn) * 3;
    data.copyWithin((toRow * stride + toColumn) * 3, from, from + 3);
  };
  for (let i = 1; i <= size; i++) {
    copy(0, i, 1, size + 1 - i);
    copy(size + 1, i, size, size + 1 - i);
    copy(i, 0, size + 1 - i, 1);
    copy(i, size + 1, size + 1 - i, size);
  }
  copy(0, 0, size, size);
  copy(size + 1, size + 1, 1, 1);
  copy(0, size + 1, size, 1);
  copy(size + 1, 0, 1, size);
}
