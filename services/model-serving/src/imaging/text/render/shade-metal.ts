import { lerp, smoothstep } from '../../math/noise.ts';
import { ambientOcclusion } from '../geometry/march.ts';
import type { MaterialSurface } from '../material/text-material.ts';
import type { Pattern, PatternLook } from './patterns.ts';
import { createMirror, keyHighlight, reflectRay, type Shader, type ShadingContext } from './shading.ts';

/**
 * Bare metal: coloured mirror of the studio, darkened in the folds and backwards, and the key light's
 * highlight.
 */
export function metalShader(
  context: ShadingContext,
  { f0, roughness }: Extract<MaterialSurface, { kind: 'metal' }>,
  pattern: Pattern,
): Shader {
  const mirror = createMirror(context, [f0[0] * 0.85, f0[1] * 0.85, f0[2] * 0.85]);
  const direction = new Float64Array(3);
  const { solid, key } = context;
  const look: PatternLook = { tint: new Float64Array(3), roughness: 0 };
  const { sides } = context.material;
  const isFlat = context.material.shape.kind === 'bevel';
  return (hit, out) => {
    look.tint.fill(1);
    pattern(hit, look);
    const cosine = reflectRay(hit, direction);
    mirror(hit, direction, roughness, out);
    const occlusion = ambientOcclusion(solid, hit.x, hit.y, hit.z, hit.normal);
    const back = isFlat ? lerp(sides, 1, smoothstep(-solid.backZ, solid.backZ * 0.8, hit.z)) : 1;
    const open = Math.min(1, 0.35 + 0.75 * occlusion) * back;
    const grazing = (1 - cosine) ** 5;
    const { normal } = hit;
    const facing = Math.max(
      0,
      normal[0] * key.direction[0] + normal[1] * key.direction[1] + normal[2] * key.direction[2],
    );
    const highlight = facing > 0 ? keyHighlight(hit, cosine, key, roughness) * facing * 0.5 : 0;
    for (let c = 0; c < 3; c++) {
      const colour = f0[c] * look.tint[c];
      out[c] = out[c] * (colour + (1 - colour) * grazing) * open + highlight * colour * key.rgb[c];
    }
    out[3] = 1;
  };
}
