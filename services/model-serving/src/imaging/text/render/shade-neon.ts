import type { MaterialSurface } from '../material/text-material.ts';
import type { Shader } from './shading.ts';

/** A shining tube: its core, seen straight on, is brighter and whiter than its coloured rim. */
export function neonShader({ color }: Extract<MaterialSurface, { kind: 'neon' }>): Shader {
  return ({ normal, ray }, out) => {
    const cosine = Math.max(0, -(normal[0] * ray[0] + normal[1] * ray[1] + normal[2] * ray[2]));
    const core = cosine ** 2.2;
    for (let c = 0; c < 3; c++) out[c] = color[c] * (0.8 + 1.5 * core) + core ** 4 * 0.4;
    out[3] = 1;
  };
}
