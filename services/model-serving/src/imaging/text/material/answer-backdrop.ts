import { luminance } from '../../color/srgb.ts';
import { toneMapInverse } from '../../color/tone-map.ts';
import { lerp } from '../../math/noise.ts';
import type { TonesUnder } from '../typography/tones-under.ts';
import type { MaterialSurface, Rgb, TextMaterial } from './text-material.ts';

/** Contrast that is aimed at: WCAG 2.2 asks 3:1 of large text; some of it is lost in reflections. */
const AIM = 3.3;
/** Luminances that polished metal may have, relative to its own, by the studio that it mirrors. */
const CHROME_DARKEST = 0.3;
/** Darker, gold would be brass, then brown. */
const GOLD_DARKEST = 0.6;
const METAL_BRIGHTEST = 1.55;
/** How far the colour of a body may be lit up or down: it stays the colour that was named. */
const BODY_DARKEST = 0.5;
const BODY_BRIGHTEST = 1.25;
/** Grounds from here on leave too little room for what is brighter. */
const LIGHT_GROUND = 0.32;
/** Contrast of another natural tone over that of the usual one from which on it is taken. */
const MUCH_BETTER = 1.6;
/** Studios are built for steps of brightness, so that one serves many backdrops. */
const STEP = 8;

/**
 * The material as a photographer would light it for the picture that it lies on, so that letters stand out at 3:1
 * where the material allows it. Metals mirror a darker studio, with crisp lights in it, on light ground and a brighter
 * one on dark ground; stone, wood, paper and the like take the one of their natural tones that stands out most, what
 * has a named colour is lit a little up or down; clear bodies absorb more, at their rims most, or gather more light.
 */
export function answerBackdrop(material: TextMaterial, under: TonesUnder): TextMaterial {
  const [r, g, b] = under.mean;
  const ground = luminance(r, g, b);
  const { surface } = material;
  switch (surface.kind) {
    case 'metal':
      return answerMetal(material, surface, ground);
    case 'dielectric':
      return answerBody(material, surface, ground);
    case 'glass':
      return { ...material, surface: answerGlass(surface, ground) };
    case 'neon':
      return material;
  }
}

function answerMetal(
  material: TextMaterial,
  { f0 }: Extract<MaterialSurface, { kind: 'metal' }>,
  ground: number,
): TextMaterial {
  const own = 0.42 * luminance(...f0) ** 0.7;
  const saturation = 1 - Math.min(...f0) / Math.max(...f0);
  const darkest = lerp(CHROME_DARKEST, GOLD_DARKEST, saturation);
  const wanted = toneFor(own, ground, own * darkest, own * METAL_BRIGHTEST);
  // Lights and highlights stay: the rest has to change by more, where no colour is lost by it.
  const firmness = lerp(1.5, 1.1, saturation);
  const gain =
    Math.max(1, Math.round((toneMapInverse(wanted) / toneMapInverse(own)) ** firmness * STEP)) / STEP;
  if (gain === 1) return material;
  const { light, upper, lower } = material.palette;
  // Lights keep crisp edges in a dark studio, and do not burn a bright one out.
  const lights = Math.sqrt(gain);
  return {
    ...material,
    palette: {
      ...material.palette,
      light: scaled(light, lights),
      upper: scaled(upper, gain),
      lower: scaled(lower, gain),
    },
    sides: gain < 1 ? material.sides * 0.5 : material.sides,
  };
}

function answerBody(
  material: TextMaterial,
  surface: Extract<MaterialSurface, { kind: 'dielectric' }>,
  ground: number,
): TextMaterial {
  const tones = [surface.albedo, ...(surface.tones ?? [])];
  const standsOut = (albedo: Rgb): number => Math.min(AIM, ratio(bodyTone(albedo), ground));
  // White paper is to stay white as long as it reads: another tone has to stand out much better.
  const albedo = tones.reduce((best, tone) =>
    standsOut(tone) > standsOut(best) * MUCH_BETTER ? tone : best,
  );
  const own = bodyTone(albedo);
  const wanted = toneFor(own, ground, own * BODY_DARKEST, own * BODY_BRIGHTEST);
  const gain = (wanted / own) ** 1.25;
  // Deeper colours are purer, too: paint in the shade does not turn grey. Brighter ones take more light.
  const deepen = (value: number): number => (gain < 1 ? value * gain ** (1.5 - value) : value);
  return {
    ...material,
    exposure: material.exposure * Math.max(1, gain),
    surface: { ...surface, albedo: [deepen(albedo[0]), deepen(albedo[1]), deepen(albedo[2])] },
    sides: wanted < ground ? material.sides * 0.6 : material.sides,
  };
}

/** Clear bodies show the ground itself: what sets them off is what they absorb and gather. */
function answerGlass(
  surface: Extract<MaterialSurface, { kind: 'glass' }>,
  ground: number,
): Extract<MaterialSurface, { kind: 'glass' }> {
  // What scatters has its colour in all of its depth; deepened much, pink sweets would be red.
  const clear = 1 - surface.milk;
  if (ground < LIGHT_GROUND) return { ...surface, rim: 0.55 + 0.45 * (1 - ground / LIGHT_GROUND) };
  const light = Math.min(1, 0.55 + 0.9 * (ground - LIGHT_GROUND));
  return { ...surface, density: 1 + 6 * light * clear, rim: -light };
}

/** The luminance, of those that a material may have, nearest to its own that stands out as aimed at, or most. */
function toneFor(own: number, ground: number, darkest: number, brightest: number): number {
  if (ratio(own, ground) >= AIM) return own;
  const brighter = AIM * (ground + 0.05) - 0.05;
  const darker = (ground + 0.05) / AIM - 0.05;
  if (brighter <= brightest) return Math.max(own, brighter);
  if (darker >= darkest) return Math.min(own, darker);
  return ratio(brightest, ground) > ratio(darkest, ground) && brightest > ground ? brightest : darkest;
}

/** Luminance that faces have in the picture, by their albedo: measured. */
function bodyTone(albedo: Rgb): number {
  return 0.75 * luminance(...albedo) ** 0.8;
}

function ratio(a: number, b: number): number {
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function scaled([r, g, b]: Rgb, by: number): Rgb {
  return [r * by, g * by, b * by];
}
