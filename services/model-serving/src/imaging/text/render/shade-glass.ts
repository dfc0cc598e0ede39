import { sampleIrradiance } from '../../light/sample-environment.ts';
import { lerp, smoothstep } from '../../math/noise.ts';
import { surfaceNormal } from '../geometry/march.ts';
import type { MaterialSurface } from '../material/text-material.ts';
import { sampleBackdrop } from './backdrop.ts';
import { marchInside, refract } from './refract.ts';
import { createMirror, keyHighlight, reflectRay, type Shader, type ShadingContext } from './shading.ts';
import { projector } from './view.ts';

/** Reflectance straight on, above real glass' .04: letters have to be read. */
const F0 = 0.13;
/** Ratio of the refractive indices of air and glass, for green light; red and blue are bent less and more. */
const ETA = 1 / 1.4;
const DISPERSION = 0.07;
/** Distance of the picture behind the letters, em. */
const WALL_EM = 0.8;
/** Letters gather more light than the flat picture behind them: they are lenses. */
const LENS = 1.25;
/** Deep glass on light ground is no lens: it must not burn out. */
const DEEP_LENS = 0.9;
/** Way through the body after which its tint has been taken once, em. */
const TINT_EM = 0.5;
/** How far aside a ray is bent that shows nothing but dark, em on the wall, and how dark. */
const RIM_EM = 0.75;
const RIM_SHADE = 0.88;
/** What rims absorb at the most on light grounds; on dark ones, radiance of faces and of rims. */
const RIM_DARK = 0.9;
const INNER_LIGHT = 0.07;
const RIM_LIGHT = 0.7;
/** Opacity of a face without a picture behind. */
const VEIL = 0.42;

/**
 * Glass: each ray is bent into the body, marched to its other side, bent out and followed to the picture behind,
 * red and blue a little apart; the longer the way, the more of the tint. Reflections and the key's highlight lie on
 * top; light that the body gathers shines on the side away from the key. Without a picture behind, faces are a veil.
 */
export function glassShader(
  context: ShadingContext,
  surface: Extract<MaterialSurface, { kind: 'glass' }>,
): Shader {
  const { solid, key, studio, view } = context;
  const { milk, frost, rim } = surface;
  const tint = surface.tint.map((value) => value ** surface.density);
  const lens = lerp(LENS, DEEP_LENS, Math.max(0, -rim));
  const mirror = createMirror(context, [0.55, 0.55, 0.55]);
  const lookBehind = backdropLookup(context, frost);
  const sin = Math.sin(view.elevation);
  const cos = Math.cos(view.elevation);
  const em = solid.field.texelsPerEm;
  const mirrored = new Float64Array(3);
  const inside = new Float64Array(3);
  const exit = new Float64Array(3);
  const behind = new Float64Array(3);
  const irradiance = [0, 0, 0];
  return (hit, out) => {
    const { normal, ray } = hit;
    const cosine = reflectRay(hit, mirrored);
    mirror(hit, mirrored, 0.04 + 0.3 * frost, out);
    const fresnel = F0 + (1 - F0) * (1 - cosine) ** 5;
    const highlight = keyHighlight(hit, cosine, key, 0.06 + 0.25 * frost) * 0.6;
    sampleIrradiance(
      studio,
      normal[0],
      -normal[1] * cos + normal[2] * sin,
      normal[2] * cos + normal[1] * sin,
      irradiance,
    );
    refract(ray, normal, ETA, inside);
    const absorbed = marchInside(solid, hit, inside, exit) / em / TINT_EM;
    const away = -(normal[0] * key.direction[0] + normal[1] * key.direction[1]);
    const caustic = Math.max(0, away - 0.2) ** 2 * 0.55;
    const facing = Math.max(0, 0.35 - 0.65 * away) / Math.PI;
    let opacity = 1;
    if (lookBehind) lookBehind(exit, inside, behind);
    else {
      opacity = Math.min(0.97, VEIL + 0.4 * milk + 0.5 * (1 - cosine) ** 1.2 + fresnel + highlight * 0.4);
      behind.fill(0.5 * VEIL);
    }
    const turned = smoothstep(0.12, 0.75, 1 - cosine);
    const absorbedRim = rim < 0 ? 1 + rim * RIM_DARK * turned : 1;
    const gathered = rim > 0 ? rim * (INNER_LIGHT + RIM_LIGHT * turned) : 0;
    for (let c = 0; c < 3; c++) {
      const scattered = tint[c] * (irradiance[c] * 0.16 + key.rgb[c] * facing) * (0.04 + milk);
      const through = lens * behind[c] * tint[c] ** absorbed * (1 - milk) + tint[c] * key.rgb[c] * caustic;
      const body = (through + scattered) * absorbedRim + gathered * (0.3 + 0.7 * tint[c]);
      const light = body * (1 - fresnel) + out[c] * fresnel + highlight * key.rgb[c];
      out[c] = light / opacity;
    }
    out[3] = opacity;
  };
}

/** What a ray that leaves the body at `exit`, having flown in `inside` there, shows of the picture behind. */
function backdropLookup({ solid, view, backdrop }: ShadingContext, frost: number) {
  if (!backdrop) return undefined;
  const project = projector(view);
  const em = solid.field.texelsPerEm;
  const aside0 = (RIM_EM * em) / Math.hypot(view.eye[1] - solid.field.height / 2, view.eye[2]);
  const normal = new Float64Array(3);
  const outside = new Float64Array(3);
  const straight = new Float64Array(2);
  const bent = new Float64Array(2);
  const seen = new Float64Array(3);
  return (exit: Float64Array, inside: Float64Array, out: Float64Array): void => {
    surfaceNormal(solid, exit[0], exit[1], exit[2], normal);
    for (let axis = 0; axis < 3; axis++) normal[axis] = -normal[axis];
    if (!refract(inside, normal, 1 / ETA, outside)) outside.set(inside);
    const run = (WALL_EM * em) / Math.max(0.15, -outside[2]);
    project(exit[0], exit[1], exit[2], straight);
    project(exit[0] + outside[0] * run, exit[1] + outside[1] * run, exit[2] + outside[2] * run, bent);
    // Rays that are bent far aside end beside the wall, in the dark: this draws the letters' rims.
    const aside = Math.hypot(bent[0] - straight[0], bent[1] - straight[1]) / view.focal;
    const shade = 1 - RIM_SHADE * smoothstep(0.25 * aside0, aside0, aside);
    for (let c = 0; c < 3; c++) {
      const stretch = 1 + DISPERSION * (c - 1);
      sampleBackdrop(
        backdrop,
        straight[0] + (bent[0] - straight[0]) * stretch,
        straight[1] + (bent[1] - straight[1]) * stretch,
        frost,
        seen,
      );
      out[c] = seen[c] * shade;
    }
  };
}
