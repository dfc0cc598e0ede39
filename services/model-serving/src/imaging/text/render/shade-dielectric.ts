import { sampleIrradiance } from '../../light/sample-environment.ts';
import { lerp, smoothstep } from '../../math/noise.ts';
import { ambientOcclusion, softShadow } from '../geometry/march.ts';
import type { MaterialSurface } from '../material/text-material.ts';
import type { Pattern, PatternLook } from './patterns.ts';
import { createMirror, keyHighlight, reflectRay, type Shader, type ShadingContext } from './shading.ts';

/** The studio's light on bodies, relative to what its mirror images ask for. */
const STUDIO_FILL = 0.5;

/**
 * A coloured body under a clear face: diffuse key light with its shadow, studio light, and a mirror by
 * Fresnel (Schlick 1994).
 */
export function dielectricShader(
  context: ShadingContext,
  surface: Extract<MaterialSurface, { kind: 'dielectric' }>,
  pattern: Pattern,
): Shader {
  const { albedo, f0, wrap, subsurface = 0, sheen = 0 } = surface;
  const mirror = createMirror(context, [
    albedo[0] * 0.8 + 0.03,
    albedo[1] * 0.8 + 0.03,
    albedo[2] * 0.8 + 0.03,
  ]);
  const { solid, key, studio } = context;
  const { elevation } = context.view;
  const sin = Math.sin(elevation);
  const cos = Math.cos(elevation);
  const isPlate = context.shape.kind === 'bevel';
  const direction = new Float64Array(3);
  const irradiance = [0, 0, 0];
  const look: PatternLook = { tint: new Float64Array(3), roughness: 0 };
  return (hit, out) => {
    look.tint.fill(1);
    look.roughness = 0;
    pattern(hit, look);
    const { normal } = hit;
    const roughness = Math.min(1, surface.roughness + look.roughness);
    const cosine = reflectRay(hit, direction);
    mirror(hit, direction, roughness, out);
    sampleIrradiance(
      studio,
      normal[0],
      -normal[1] * cos + normal[2] * sin,
      normal[2] * cos + normal[1] * sin,
      irradiance,
    );
    const back = isPlate
      ? lerp(context.material.sides, 1, smoothstep(-solid.backZ, solid.backZ * 0.7, hit.z))
      : 1;
    const occlusion = ambientOcclusion(solid, hit.x, hit.y, hit.z, normal) * back;
    const towards =
      normal[0] * key.direction[0] + normal[1] * key.direction[1] + normal[2] * key.direction[2];
    const facing = Math.max(0, (towards + wrap) / (1 + wrap));
    const lit =
      facing > 0
        ? facing *
          back *
          softShadow(
            solid,
            hit.x + normal[0] * 2,
            hit.y + normal[1] * 2,
            hit.z + normal[2] * 2,
            key.direction,
          )
        : 0;
    const grazing = (1 - cosine) ** 5;
    const fresnel = f0 + (1 - f0) * grazing * (1 - roughness * 0.7);
    const highlight = keyHighlight(hit, cosine, key, roughness) * f0 * lit * Math.PI;
    // Light that wanders inside comes out beyond the shadow's edge and where the body is thin: at its rims.
    const inside = subsurface * (0.3 * Math.max(0, 0.5 + 0.5 * towards) + 0.35 * (1 - cosine) ** 2);
    const fuzz = sheen * (1 - cosine) ** 3;
    for (let c = 0; c < 3; c++) {
      const colour = Math.max(0, albedo[c] * look.tint[c]);
      const wandered = inside * Math.sqrt(colour) * (1 - lit);
      const light = irradiance[c] * STUDIO_FILL * occlusion + key.rgb[c] * (lit + wandered);
      const body = (colour / Math.PI) * light * (1 - fresnel);
      const fibres = fuzz * (0.3 + 0.7 * colour) * light * 0.5;
      out[c] = body + fibres + out[c] * fresnel * occlusion + highlight * key.rgb[c];
    }
    out[3] = 1;
  };
}
