import type { StudioPalette } from '../render/text-studio.ts';

/** Linear light RGB; albedo and mirror colour 0..1, neon colours and lights any radiance. */
export type Rgb = readonly [number, number, number];

/** Shape of the letters; lengths in em of the copy's base size. */
export type MaterialShape =
  | { kind: 'bevel'; halfDepthEm: number; radiusEm: number; pillow: number; offsetEm: number }
  | { kind: 'balloon'; fullness: number; seamEm: number; offsetEm: number }
  | { kind: 'tube'; radiusEm: number; offsetEm: number };

/** Patterns that vary colour or surface over the letters. */
export type MaterialPattern = 'foil' | 'wood' | 'stone' | 'marble' | 'paper' | 'none';

/** How the surface answers light. */
export type MaterialSurface =
  /** Mirrors everything, coloured by `f0`, its reflectance seen straight on. */
  | { kind: 'metal'; f0: Rgb; roughness: number }
  /** A coloured body under a clear face (plastic, chocolate, wood, paper); `f0` is the face's reflectance. */
  | { kind: 'dielectric'; albedo: Rgb; f0: number; roughness: number; wrap: number }
  /** Shines by itself. */
  | { kind: 'neon'; color: Rgb }
  /** Lets the background through in the middle of the faces. */
  | { kind: 'glass'; tint: Rgb };

/** What letters are made of. */
export interface TextMaterial {
  /** Such as "gold" or "balloon". */
  id: string;
  shape: MaterialShape;
  surface: MaterialSurface;
  pattern: MaterialPattern;
  /** Extra space after each glyph, em. */
  trackingEm: number;
  palette: StudioPalette;
  /** Brightness of the rendering before tone mapping. */
  exposure: number;
}
