import { fbm, smoothstep } from '../../math/noise.ts';
import type { Relief } from '../material/text-material.ts';
import type { Field } from './field.ts';
import { thinnestHalfStroke } from './thinnest-stroke.ts';

const PERIOD = 4096;
/** What chips may take of half a stroke. */
const STROKE_SHARE = 0.5;

/** The field with its edge moved in and out by noise: chipped stone, baked dough, moss. */
export function chipEdges(field: Field, relief: Relief, seed: number): Float32Array {
  const { width, height, distance, texelsPerEm } = field;
  // Thin strokes must not be eaten away.
  const amplitude = Math.min(relief.edgeEm * texelsPerEm, thinnestHalfStroke(field) * STROKE_SHARE);
  const out = distance.slice();
  if (amplitude < 0.2) return out;
  const scale = relief.edgeScale / texelsPerEm;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      // Inwards only, so that gaps in dense letters stay open; far away from the edge nothing changes.
      if (Math.abs(distance[i]) > 8 * amplitude) continue;
      out[i] += amplitude * (0.5 + fbm(x * scale, y * scale, PERIOD, 3, seed + 31));
    }
  }
  return out;
}

/** The face's height with lumps and pits, which fade out towards the bevel's rim. */
export function roughenFace(field: Field, dome: Float32Array, relief: Relief, seed: number): Float32Array {
  const { width, height, distance, texelsPerEm } = field;
  const amplitude = relief.faceEm * texelsPerEm;
  const scale = relief.faceScale / texelsPerEm;
  const out = dome.slice();
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const d = distance[i];
      if (d >= 0) continue;
      const lumps = fbm(x * scale, y * scale, PERIOD, 3, seed + 47);
      out[i] = Math.max(0, out[i] + amplitude * (0.5 + lumps) * smoothstep(0, 0.03, -d / texelsPerEm));
    }
  }
  return out;
}
