import { hexToLinear } from '../../color/srgb.ts';
import { SOLID_LETTERS } from './solid-letters.ts';
import { PALETTES } from './studio-palettes.ts';
import type { Rgb, TextMaterial } from './text-material.ts';

/** Clear bodies before a ground that is not known. */
const PLAIN = { density: 1, rim: 0 } as const;

/** Bent glass tubes that shine, a colour for each line. */
export function neonMaterial(hexes: readonly string[]): TextMaterial {
  return {
    id: 'neon',
    shape: { kind: 'tube', radiusEm: 0.04, standOffEm: 0.19 },
    surface: { kind: 'neon', colors: hexes.map(neonColor) },
    pattern: 'none',
    trackingEm: 0.03,
    palette: PALETTES.neutral,
    exposure: 0.8,
    sides: 1,
  };
}

/** Clear glass, coloured a little where it is thick. */
export function glassMaterial(hex: string | undefined): TextMaterial {
  return {
    ...SOLID_LETTERS,
    id: 'glass',
    shape: { kind: 'bevel', halfDepthEm: 0.15, radiusEm: 0.1, pillow: 0.45, offsetEm: 0.004 },
    surface: { kind: 'glass', tint: hex ? hexToLinear(hex) : [0.7, 0.9, 0.95], milk: 0, frost: 0, ...PLAIN },
    palette: PALETTES.cool,
  };
}

/** Ice: frosted, pale blue, uneven. */
export function iceMaterial(): TextMaterial {
  return {
    ...glassMaterial(undefined),
    id: 'ice',
    shape: {
      ...{ kind: 'bevel', halfDepthEm: 0.17, radiusEm: 0.045, pillow: 0.2, offsetEm: 0 },
      relief: { edgeEm: 0.008, edgeScale: 7, faceEm: 0.035, faceScale: 8 },
    },
    surface: { kind: 'glass', tint: [0.55, 0.82, 0.97], milk: 0.3, frost: 0.45, ...PLAIN },
  };
}

/** Water drops that keep the letters' shape. */
export function waterMaterial(): TextMaterial {
  return {
    ...glassMaterial(undefined),
    id: 'water',
    shape: { kind: 'bevel', halfDepthEm: 0.11, radiusEm: 0.11, pillow: 0.75, offsetEm: 0.006 },
    surface: { kind: 'glass', tint: [0.82, 0.94, 0.98], milk: 0, frost: 0, ...PLAIN },
  };
}

/** Fruit jelly and boiled sweets. */
export function jellyMaterial(hex: string): TextMaterial {
  return {
    ...glassMaterial(undefined),
    id: 'jelly',
    shape: { kind: 'bevel', halfDepthEm: 0.16, radiusEm: 0.1, pillow: 0.5, offsetEm: 0.004 },
    surface: { kind: 'glass', tint: vivid(hex), milk: 0.55, frost: 0.3, ...PLAIN },
    palette: PALETTES.neutral,
    exposure: 0.7,
  };
}

/** Smooth coloured plastic. */
export function plasticMaterial(hex: string): TextMaterial {
  return {
    ...SOLID_LETTERS,
    id: 'plastic',
    shape: { kind: 'bevel', halfDepthEm: 0.18, radiusEm: 0.085, pillow: 0.28, offsetEm: 0 },
    surface: {
      ...{ kind: 'dielectric', albedo: hexToLinear(hex), f0: 0.055, roughness: 0.12, wrap: 0.15 },
      subsurface: 0.7,
    },
    palette: PALETTES.neutral,
  };
}

/** Glazed porcelain. */
export function ceramicMaterial(hex: string): TextMaterial {
  return {
    ...plasticMaterial(hex),
    id: 'ceramic',
    shape: { kind: 'bevel', halfDepthEm: 0.16, radiusEm: 0.11, pillow: 0.4, offsetEm: 0 },
    surface: {
      ...{ kind: 'dielectric', albedo: hexToLinear(hex), f0: 0.075, roughness: 0.06, wrap: 0.1 },
      subsurface: 0.25,
    },
  };
}

export function chocolateMaterial(): TextMaterial {
  return {
    ...SOLID_LETTERS,
    id: 'chocolate',
    shape: { kind: 'bevel', halfDepthEm: 0.18, radiusEm: 0.12, pillow: 0.4, offsetEm: 0.004 },
    surface: {
      ...{ kind: 'dielectric', albedo: [0.1, 0.035, 0.015], f0: 0.05, roughness: 0.2, wrap: 0.2 },
      subsurface: 0.4,
    },
    palette: PALETTES.neutral,
    exposure: 0.72,
  };
}

/** Biscuit dough, baked. */
export function biscuitMaterial(): TextMaterial {
  return {
    ...SOLID_LETTERS,
    id: 'biscuit',
    shape: {
      ...{ kind: 'bevel', halfDepthEm: 0.14, radiusEm: 0.075, pillow: 0.35, offsetEm: 0 },
      relief: { edgeEm: 0.012, edgeScale: 9, faceEm: 0.03, faceScale: 12 },
    },
    surface: {
      ...{ kind: 'dielectric', albedo: [0.66, 0.36, 0.14], f0: 0.03, roughness: 0.6, wrap: 0.2 },
      subsurface: 0.3,
    },
    pattern: 'baked',
    palette: PALETTES.warm,
  };
}

export function woodMaterial(dark: boolean): TextMaterial {
  return {
    ...SOLID_LETTERS,
    id: dark ? 'dark-wood' : 'wood',
    shape: { kind: 'bevel', halfDepthEm: 0.18, radiusEm: 0.026, pillow: 0.03, offsetEm: 0 },
    surface: {
      kind: 'dielectric',
      albedo: dark ? [0.19, 0.09, 0.046] : [0.64, 0.4, 0.2],
      f0: 0.042,
      roughness: 0.42,
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
    shape: {
      ...{ kind: 'bevel', halfDepthEm: 0.2, radiusEm: 0.03, pillow: 0, offsetEm: 0 },
      relief: { edgeEm: 0.012, edgeScale: 14, faceEm: 0.01, faceScale: 20 },
    },
    surface: { kind: 'dielectric', albedo: [0.36, 0.35, 0.335], f0: 0.04, roughness: 0.6, wrap: 0 },
    pattern: 'stone',
    palette: PALETTES.neutral,
  };
}

export function concreteMaterial(): TextMaterial {
  return {
    ...stoneMaterial(),
    id: 'concrete',
    shape: {
      ...{ kind: 'bevel', halfDepthEm: 0.2, radiusEm: 0.016, pillow: 0, offsetEm: 0 },
      relief: { edgeEm: 0.005, edgeScale: 18, faceEm: 0.004, faceScale: 14 },
    },
    surface: { kind: 'dielectric', albedo: [0.47, 0.46, 0.44], f0: 0.03, roughness: 0.85, wrap: 0 },
    pattern: 'concrete',
  };
}

export function marbleMaterial(): TextMaterial {
  return {
    ...SOLID_LETTERS,
    id: 'marble',
    shape: { kind: 'bevel', halfDepthEm: 0.18, radiusEm: 0.045, pillow: 0.08, offsetEm: 0 },
    surface: {
      ...{ kind: 'dielectric', albedo: [0.8, 0.79, 0.77], f0: 0.05, roughness: 0.13, wrap: 0.15 },
      subsurface: 0.45,
    },
    pattern: 'marble',
    palette: PALETTES.neutral,
  };
}

/** Sheets of card in steps. */
export function paperMaterial(hex: string): TextMaterial {
  return {
    ...SOLID_LETTERS,
    id: 'paper',
    shape: { kind: 'layers', count: 3, thicknessEm: 0.055, gapEm: 0.035, stepEm: 0.024 },
    surface: { kind: 'dielectric', albedo: hexToLinear(hex), f0: 0.02, roughness: 0.95, wrap: 0.1 },
    pattern: 'paper',
    palette: PALETTES.neutral,
    exposure: 0.66,
  };
}

/** Wool felt, cut and stuffed. */
export function feltMaterial(hex: string): TextMaterial {
  return {
    ...SOLID_LETTERS,
    id: 'felt',
    shape: {
      ...{ kind: 'bevel', halfDepthEm: 0.13, radiusEm: 0.09, pillow: 0.5, offsetEm: 0 },
      relief: { edgeEm: 0.008, edgeScale: 30, faceEm: 0.008, faceScale: 30 },
    },
    surface: {
      ...{ kind: 'dielectric', albedo: hexToLinear(hex), f0: 0.01, roughness: 1, wrap: 0.3 },
      sheen: 0.9,
    },
    pattern: 'felt',
    palette: PALETTES.neutral,
  };
}

/** Moss and short grass grown over the letters. */
export function mossMaterial(): TextMaterial {
  return {
    ...SOLID_LETTERS,
    id: 'moss',
    shape: {
      ...{ kind: 'bevel', halfDepthEm: 0.15, radiusEm: 0.075, pillow: 0.35, offsetEm: 0.01 },
      relief: { edgeEm: 0.034, edgeScale: 24, faceEm: 0.05, faceScale: 20 },
    },
    surface: {
      ...{ kind: 'dielectric', albedo: [0.115, 0.235, 0.035], f0: 0.015, roughness: 0.9, wrap: 0.25 },
      ...{ subsurface: 0.6, sheen: 0.5 },
    },
    pattern: 'moss',
    palette: PALETTES.neutral,
    exposure: 0.74,
  };
}

/** A colour as a gas shines in it. */
function neonColor(hex: string): Rgb {
  const [r, g, b] = hexToLinear(hex);
  const strongest = Math.max(r, g, b, 0.05);
  // Gas shines in purer colours than paint has.
  const pure = (value: number): number => 1.6 * (value / strongest) ** 1.45;
  return [pure(r), pure(g), pure(b)];
}

/** A colour at full brightness: what thick, coloured jelly lets through. */
function vivid(hex: string): Rgb {
  const [r, g, b] = hexToLinear(hex);
  const strongest = Math.max(r, g, b, 0.05);
  const lift = (value: number): number => 0.03 + 0.95 * (value / strongest);
  return [lift(r), lift(g), lift(b)];
}
