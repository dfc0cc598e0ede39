import { hexToLinear } from '../../color/srgb.ts';
import { SOLID_LETTERS } from './solid-letters.ts';
import { PALETTES } from './studio-palettes.ts';
import type { Rgb, TextMaterial } from './text-material.ts';

/** Reflectance of metals seen straight on (rendered to taste from measured values). */
export const METALS = {
  gold: { f0: [1, 0.71, 0.29], roughness: 0.1, palette: 'warm' },
  'rose-gold': { f0: [0.97, 0.6, 0.46], roughness: 0.13, palette: 'rose' },
  chrome: { f0: [0.95, 0.96, 0.98], roughness: 0.05, palette: 'cool' },
  copper: { f0: [0.95, 0.5, 0.3], roughness: 0.16, palette: 'warm' },
} as const satisfies Record<string, { f0: Rgb; roughness: number; palette: keyof typeof PALETTES }>;

export type MetalName = keyof typeof METALS;

/** Letters cut from polished metal. */
export function metalMaterial(name: MetalName): TextMaterial {
  const { f0, roughness, palette } = METALS[name];
  return {
    ...SOLID_LETTERS,
    id: name,
    shape: { kind: 'bevel', halfDepthEm: 0.17, radiusEm: 0.07, pillow: 0.22, offsetEm: 0 },
    surface: { kind: 'metal', f0, roughness },
    palette: PALETTES[palette],
    exposure: 0.72,
    sides: 0.46,
  };
}

/** Coloured metal, such as anodised aluminium. */
export function tintedMetalMaterial(hex: string): TextMaterial {
  return {
    ...metalMaterial('chrome'),
    id: 'metal',
    surface: { kind: 'metal', f0: foilColor(hex), roughness: 0.12 },
  };
}

/** Letters of inflated metal foil; `foil` is a metal's name or a colour. */
export function balloonMaterial(foil: string): TextMaterial {
  const metal = foil in METALS ? METALS[foil as MetalName] : undefined;
  return {
    id: 'balloon',
    shape: { kind: 'balloon', fullness: 1.2, seamEm: 0.02, fatEm: 0.03 },
    surface: { kind: 'metal', f0: metal ? metal.f0 : foilColor(foil), roughness: 0.1 },
    pattern: 'foil',
    trackingEm: 0.07,
    palette: PALETTES[metal?.palette ?? 'neutral'],
    exposure: metal ? 0.66 : 0.84,
    sides: 1,
  };
}

/** Mirror foil that splits light into its colours. */
export function holographicMaterial(): TextMaterial {
  return {
    ...metalMaterial('chrome'),
    id: 'holographic',
    surface: { kind: 'metal', f0: [0.96, 0.96, 0.98], roughness: 0.14 },
    pattern: 'holographic',
    palette: PALETTES.rainbow,
    exposure: 0.78,
  };
}

/** A colour as a foil mirrors it: bright enough to show reflections. */
function foilColor(hex: string): Rgb {
  const [r, g, b] = hexToLinear(hex);
  const lift = (value: number): number => 0.06 + 0.92 * value ** 0.8;
  return [lift(r), lift(g), lift(b)];
}
