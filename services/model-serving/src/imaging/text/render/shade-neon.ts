import { lerp, smoothstep } from '../../math/noise.ts';
import { sampleGrid } from '../geometry/field.ts';
import { POST_CELL } from '../geometry/post-grid.ts';
import type { MaterialSurface } from '../material/text-material.ts';
import { type Shader, type ShadingContext, studioLookup } from './shading.ts';

/** Length of the black sleeve over a tube's electrode on each side of a post, in radii of the tube. */
const SLEEVE = 1.15;

/**
 * A shining tube: a white-hot core inside coloured glass whose rim is deeper in colour and mirrors the room; black
 * sleeves over the electrodes and dark metal posts to the wall, lit by the tube. Each line has its colour.
 */
export function neonShader(
  context: ShadingContext,
  { colors }: Extract<MaterialSurface, { kind: 'neon' }>,
): Shader {
  const { field, shape, lineStarts } = context;
  const look = studioLookup(context);
  const radius = shape.kind === 'tube' ? shape.radius : 1;
  const posts = shape.kind === 'tube' ? shape.posts : new Float32Array(1);
  const columns = Math.ceil(field.width / POST_CELL);
  const rows = Math.ceil(field.height / POST_CELL);
  return ({ x, y, z, normal, ray }, out) => {
    const color = colors[lineAt(lineStarts, y) % colors.length];
    const cosine = Math.max(0, -(normal[0] * ray[0] + normal[1] * ray[1] + normal[2] * ray[2]));
    const post = sampleGrid(posts, columns, rows, x / POST_CELL, y / POST_CELL);
    const toPost = post / radius;
    const dx = ray[0] + 2 * cosine * normal[0];
    const dy = ray[1] + 2 * cosine * normal[1];
    const dz = ray[2] + 2 * cosine * normal[2];
    look(dx, dy, dz, 0.3, out);
    const fresnel = 0.06 + 0.94 * (1 - cosine) ** 5;
    // Behind the tube's middle is its unlit back and what stands there.
    const isPost = z < -radius * 1.02;
    const dark = isPost ? 1 : 1 - smoothstep(SLEEVE - 0.12, SLEEVE + 0.12, toPost);
    const lit = isPost ? 0.5 * smoothstep(-radius * 9, -radius, z) : 0.1;
    const core = cosine ** 2.4;
    const white = core ** 3 * 0.85;
    for (let c = 0; c < 3; c++) {
      const tube = color[c] * (0.42 + 2.1 * core) + white + out[c] * fresnel * 0.25;
      const sleeve = 0.012 + color[c] * lit * 0.22 + out[c] * fresnel * 0.5;
      out[c] = lerp(tube, sleeve, dark);
    }
    out[3] = 1;
  };
}

/** Which line of the copy a row of the field belongs to. */
function lineAt(lineStarts: readonly number[], y: number): number {
  let line = 0;
  while (line < lineStarts.length && y >= lineStarts[line]) line++;
  return line;
}
