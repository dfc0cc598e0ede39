import { hash2 } from '../math/noise.ts';
import { type Material, type MaterialLevel, TEXEL_BYTES } from './material.ts';

const MOST_TAPS = 5;

/**
 * Looks a material up at (x, z) cm on the surface with the footprint of a pixel, cm along x and along z, and writes
 * albedo R, G, B (linear), roughness, and the slopes along x and z to `out`. Trilinear, up to five taps along the
 * longer side of the footprint.
 */
export function sampleMaterial(
  material: Material,
  x: number,
  z: number,
  footprintX: number,
  footprintZ: number,
  out: Float32Array,
): void {
  const scale = 1 / material.sizeCm;
  const short = Math.min(footprintX, footprintZ);
  const long = Math.max(footprintX, footprintZ);
  const taps = Math.max(1, Math.min(MOST_TAPS, Math.round(long / short)));
  const texels = Math.max(short, long / taps) * scale * material.levels[0].side;
  const level = Math.max(0, Math.min(material.levels.length - 1, texels > 1e-6 ? Math.log2(texels) : 0));
  const finer = Math.floor(level);
  // A coarser level that would hardly show is not read.
  const mix = level - finer > 0.02 ? level - finer : 0;
  const alongX = footprintX > footprintZ ? footprintX / taps : 0;
  const alongZ = footprintX > footprintZ ? 0 : footprintZ / taps;
  out.fill(0, 0, 6);
  for (let tap = 0; tap < taps; tap++) {
    const offset = tap + 0.5 - taps / 2;
    const v = (z + offset * alongZ) * scale;
    const u = (x + offset * alongX) * scale + (material.shiftRows ? hash2(Math.floor(v), 1, 17) : 0);
    addTexel(material.levels[finer], u - Math.floor(u), v - Math.floor(v), (1 - mix) / taps, out);
    if (mix > 0) addTexel(material.levels[finer + 1], u - Math.floor(u), v - Math.floor(v), mix / taps, out);
  }
  for (let c = 0; c < 3; c++) {
    const root = out[c] / 255;
    out[c] = root * root;
  }
  out[3] /= 255;
  for (let c = 4; c < 6; c++) {
    const root = (out[c] - 128) / 127;
    out[c] = root * Math.abs(root) * 2;
  }
}

function addTexel(
  { side, data }: MaterialLevel,
  u: number,
  v: number,
  weight: number,
  out: Float32Array,
): void {
  const x = u * side - 0.5;
  const y = v * side - 0.5;
  const column = Math.floor(x);
  const row = Math.floor(y);
  const fx = x - column;
  const fy = y - row;
  const x0 = column < 0 ? side - 1 : column;
  const y0 = row < 0 ? side - 1 : row;
  const x1 = x0 + 1 === side ? 0 : x0 + 1;
  const y1 = y0 + 1 === side ? 0 : y0 + 1;
  const a = (y0 * side + x0) * TEXEL_BYTES;
  const b = (y0 * side + x1) * TEXEL_BYTES;
  const c = (y1 * side + x0) * TEXEL_BYTES;
  const d = (y1 * side + x1) * TEXEL_BYTES;
  const wa = (1 - fx) * (1 - fy) * weight;
  const wb = fx * (1 - fy) * weight;
  const wc = (1 - fx) * fy * weight;
  const wd = fx * fy * weight;
  for (let k = 0; k < TEXEL_BYTES; k++) {
    out[k] += data[a + k] * wa + data[b + k] * wb + data[c + k] * wc + data[d + k] * wd;
  }
}
