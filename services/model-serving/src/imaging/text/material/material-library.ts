import { hexToLinear } from '../../color/srgb.ts';
import type { StudioPalette } from '../render/text-studio.ts';
import type { Rgb, TextMaterial } from './text-material.ts';

/** Reflectance of metals seen straight on (rendered to taste from measured values). */
export const METALS = {
  gold: { f0: [1, 0.71, 0.29], roughness: 0.1, palette: 'warm' },
  'rose-gold': { f0: [0.97, 0.6, 0.46], roughness: 0.13, palette: 'rose' },
  chrome: { f0: [0.95, 0.96, 0.98], roughness: 0.05, palette: 'cool' },
  copper: { f0: [0.95, 0.5, 0.3], roughness: 0.16, palette: 'warm' },
} as const satisfies Record<string, { f0: Rgb; roughness: number; palette: keyof typeof PALETTES }>;

export type MetalName = keyof typeof METALS;

const PALETTES = {
  warm: { light: [1, 0.93, 0.82], upper: [1, 0.86, 0.68], lower: [0.9, 0.5, 0.28] },
  cool: { light: [0.97, 1, 1.04], upper: [0.86, 0.93, 1.05], lower: [0.45, 0.5, 0.62] },
  rose: { light: [1, 0.95, 0.93], upper: [1, 0.84, 0.8], lower: [0.85, 0.45, 0.42] },
  neutral: { light: [1, 0.98, 0.95], upper: [0.95, 0.95, 0.95], lower: [0.6, 0.58, 0.55] },
} as const satisfies Record<string, StudioPalette>;

const SOLID_LETTERS = { pattern: 'none', trackingEm: 0, exposure: 0.62 } as const;

/** Letters cut from polished metal. */
export function metalMaterial(name: MetalName): TextMaterial {
  const { f0, roughness, palette } = METALS[name];
  return {
    ...SOLID_LETTERS,
    id: name,
    shape: { kind: 'bevel', halfDepthEm: 0.19, radiusEm: 0.07, pillow: 0.22, offsetEm: 0 },
    surface: { kind: 'metal', f0, roughness },
    palette: PALETTES[palette],
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
    shape: { kind: 'balloon', fullness: 1.25, seamEm: 0.016, offsetEm: 0.016 },
    surface: { kind: 'metal', f0: metal ? metal.f0 : foilColor(foil), roughness: 0.12 },
    pattern: 'foil',
    trackingEm: 0.06,
    palette: PALETTES[metal?.palette ?? 'neutral'],
    exposure: metal ? 0.64 : 0.82,
  };
}

/** Bent glass tubes that shine in a colour. */
export function neonMaterial(hex: string): TextMaterial {
  const [r, g, b] = hexToLinear(hex);
  const strongest = Math.max(r, g, b, 0.05);
  const color: Rgb = [(r / strongest) * 1.6, (g / strongest) * 1.6, (b / strongest) * 1.6];
  return {
    id: 'neon',
    shape: { kind: 'tube', radiusEm: 0.046, offsetEm: -0.03 },
    surface: { kind: 'neon', color },
    pattern: 'none',
    trackingEm: 0.03,
    palette: PALETTES.neutral,
    exposure: 0.62,
  };
}

/** Clear, slightly coloured glass. */
export function glassMaterial(hex: string | undefined): TextMaterial {
  return {
    ...SOLID_LETTERS,
    id: 'glass',
    shape: { kind: 'bevel', halfDepthEm: 0.13, radiusEm: 0.11, pillow: 0.45, offsetEm: 0.004 },
    surface: { kind: 'glass', tint: hex ? hexToLinear(hex) : [0.62, 0.86, 0.9] },
    palette: PALETTES.cool,
  };
}

/** Smooth coloured plastic. */
export function plasticMaterial(hex: string): TextMaterial {
  return {
    ...SOLID_LETTERS,
    id: 'plastic',
    shape: { kind: 'bevel', halfDepthEm: 0.15, radiusEm: 0.08, pillow: 0.25, offsetEm: 0 },
    surface: { kind: 'dielectric', albedo: hexToLinear(hex), f0: 0.05, roughness: 0.17, wrap: 0.15 },
    palette: PALETTES.neutral,
  };
}

export function chocolateMaterial(): TextMaterial {
  return {
    ...SOLID_LETTERS,
    id: 'chocolate',
    shape: { kind: 'bevel', halfDepthEm: 0.16, radiusEm: 0.13, pillow: 0.35, offsetEm: 0.006 },
    surface: { kind: 'dielectric', albedo: [0.072, 0.024, 0.01], f0: 0.045, roughness: 0.26, wrap: 0.25 },
    palette: PALETTES.neutral,
    exposure: 0.66,
  };
}

export function woodMaterial(dark: boolean): TextMaterial {
  return {
    ...SOLID_LETTERS,
    id: dark ? 'dark-wood' : 'wood',
    shape: { kind: 'bevel', halfDepthEm: 0.15, radiusEm: 0.035, pillow: 0.04, offsetEm: 0 },
    surface: {
      kind: 'dielectric',
      albedo: dark ? [0.2, 0.098, 0.05] : [0.58, 0.36, 0.18],
      f0: 0.04,
      roughness: 0.45,
      wrap: 0,
    },
    pattern: 'wood',
    palette: PALETTES.neutral,
  };
}

export function stoneMaterial(): TextMaterial {
  return {
    ...SOLID_LETTERS,
    id: 'stone',
    shape: { kind: 'bevel', halfDepthEm: 0.17, radiusEm: 0.03, pillow: 0, offsetEm: 0 },
    surface: { kind: 'dielectric', albedo: [0.4, 0.39, 0.37], f0: 0.035, roughness: 0.7, wrap: 0 },
    pattern: 'stone',
    palette: PALETTES.neutral,
  };
}

export function marbleMaterial(): TextMaterial {
  return {
    ...SOLID_LETTERS,
    id: 'marble',
    shape: { kind: 'bevel', halfDepthEm: 0.16, radiusEm: 0.05, pillow: 0.08, offsetEm: 0 },
    surface: { kind: 'dielectric', albedo: [0.82, 0.81, 0.79], f0: 0.05, roughness: 0.14, wrap: 0.2 },
    pattern: 'marble',
    palette: PALETTES.neutral,
  };
}

export function paperMaterial(hex: string): TextMaterial {
  return {
    ...SOLID_LETTERS,
    id: 'paper',
    shape: { kind: 'bevel', halfDepthEm: 0.075, radiusEm: 0.008, pillow: 0, offsetEm: 0 },
    surface: { kind: 'dielectric', albedo: hexToLinear(hex), f0: 0.02, roughness: 0.95, wrap: 0.1 },
    pattern: 'paper',
    palette: PALETTES.neutral,
  };
}

/** A colour as a foil mirrors it: bright enough to show reflections. */
function foilColor(hex: string): Rgb {
  const [r, g, b] = hexToLinear(hex);
  const lift = (value: number): number => 0.06 + 0.92 * value ** 0.8;
  return [lift(r), lift(g), lift(b)];
}
