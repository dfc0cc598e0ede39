import { lerp, smoothstep } from '../../math/noise.ts';
import type { MaterialSurface } from '../material/text-material.ts';
import { type Shader, type ShadingContext, studioLookup } from './shading.ts';

/**
 * A shining tube: a white-hot core inside coloured glass whose rim is deeper in colour and mirrors the room; its unlit
 * back and the posts to the wall are dark metal, lit by the tube. Each line has its colour.
 */
export function neonShader(
  context: ShadingContext,
  { colors }: Extract<MaterialSurface, { kind: 'neon' }>,
): Shader {
  const { shape, lineStarts } = context;
  const look = studioLookup(context);
  const radius = shape.kind === 'tube' ? shape.radius : 1;
  return ({ y, z, normal, ray }, out) => {
    const color = colors[lineAt(lineStarts, y) % colors.length];
    const cosine = Math.max(0, -(normal[0] * ray[0] + normal[1] * ray[1] + normal[2] * ray[2]));
    const dx = ray[0] + 2 * cosine * normal[0];
    const dy = ray[1] + 2 * cosine * normal[1];
    const dz = ray[2] + 2 * cosine * normal[2];
    look(dx, dy, dz, 0.3, out);
    const fresnel = 0.06 + 0.94 * (1 - cosine) ** 5;
    const isPost = z < -radius * 1.02;
    const back = isPost ? 1 : 0.75 * smoothstep(-0.45 * radius, -radius, z);
    const lit = isPost ? 0.11 * smoothstep(-radius * 9, -radius, z) : 0.12;
    const core = cosine ** 4;
    for (let c = 0; c < 3; c++) {
      const tube = color[c] * (0.28 + 1.1 * cosine * cosine) + core * 1.4 + out[c] * fresnel * 0.22;
      const metal = 0.012 + color[c] * lit + out[c] * fresnel * 0.5;
      out[c] = lerp(tube, metal, back);
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
