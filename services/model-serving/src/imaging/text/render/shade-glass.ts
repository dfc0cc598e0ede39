import type { MaterialSurface } from '../material/text-material.ts';
import { createMirror, keyHighlight, reflectRay, type Shader, type ShadingContext } from './shading.ts';

/** Reflectance straight on, above real glass' .04: letters have to be read. */
const F0 = 0.16;
/** Opacity of a face seen straight on. */
const BODY = 0.42;

/**
 * Glass without a picture behind it: faces let most of the background through, tinted; towards the rims the
 * way through the glass grows longer, so colour and opacity grow; the studio's reflection and the key's
 * highlight lie on top.
 */
export function glassShader(
  context: ShadingContext,
  { tint }: Extract<MaterialSurface, { kind: 'glass' }>,
): Shader {
  const mirror = createMirror(context, [0.5, 0.5, 0.5]);
  const direction = new Float64Array(3);
  const { key } = context;
  return (hit, out) => {
    const cosine = reflectRay(hit, direction);
    mirror(hit, direction, 0.05, out);
    const fresnel = F0 + (1 - F0) * (1 - cosine) ** 4;
    const thickness = (1 - cosine) ** 1.2;
    const highlight = keyHighlight(hit, cosine, key, 0.08) * 0.5;
    const mirrored = Math.min(1, fresnel * 0.5 * Math.max(out[0], out[1], out[2]) + highlight);
    const opacity = Math.min(0.97, BODY + 0.5 * thickness + mirrored * 0.6);
    for (let c = 0; c < 3; c++) {
      const body = tint[c] ** (1 + 3.5 * thickness) * (0.7 - 0.22 * thickness) * (BODY + 0.5 * thickness);
      out[c] = (body + out[c] * fresnel + highlight * key.rgb[c]) / opacity;
    }
    out[3] = opacity;
  };
}
