import type { StudioPalette } from '../render/text-studio.ts';

/** Linear light RGB; albedo and mirror colour 0..1, neon colours and lights any radiance. */
export type Rgb = readonly [number, number, number];

/** Roughness of a body's shape: how far edges and face vary (em), and how fine (lumps per em). */
export interface Relief {
  edgeEm: number;
  edgeScale: number;
  faceEm: number;
  faceScale: number;
}

/** Shape of the letters; lengths in em of the copy's base size. */
export type MaterialShape =
  | {
      kind: 'bevel';
      halfDepthEm: number;
      radiusEm: number;
      pillow: number;
      offsetEm: number;
      relief?: Relief;
    }
  | { kind: 'balloon'; fullness: number; seamEm: number; fatEm: number }
  | { kind: 'tube'; radiusEm: number; standOffEm: number }
  | { kind: 'layers'; count: number; thicknessEm: number; gapEm: number; stepEm: number };

/** Patterns that vary colour or surface over the letters. */
export type MaterialPattern =
  | 'foil'
  | 'wood'
  | 'stone'
  | 'concrete'
  | 'marble'
  | 'paper'
  | 'felt'
  | 'moss'
  | 'baked'
  | 'holographic'
  | 'none';

/** How the surface answers light. */
export type MaterialSurface =
  /** Mirrors everything, coloured by `f0`, its reflectance seen straight on. */
  | { kind: 'metal'; f0: Rgb; roughness: number }
  /** A coloured body under a clear face (plastic, chocolate, wood, paper); `f0` is the face's reflectance. */
  | {
      kind: 'dielectric';
      albedo: Rgb;
      f0: number;
      roughness: number;
      wrap: number;
      /** How much light wanders through the body, 0..1: shadows glow in the body's colour. */
      subsurface?: number;
      /** Other natural colours of the material, for grounds that it would not stand out from. */
      tones?: readonly Rgb[];
      /** Fine fibres that shine at grazing angles, 0..1. */
      sheen?: number;
    }
  /** Shines by itself; a colour for each line, from the first on again after the last. */
  | { kind: 'neon'; colors: readonly Rgb[] }
  /** Shows the picture behind, bent by the body. */
  | {
      kind: 'glass';
      /** Colour of light that went through about half an em. */
      tint: Rgb;
      /** Part of the light that the body scatters instead of letting it through, 0 clear to 1 milky. */
      milk: number;
      /** How blurred the picture behind is, 0 clear to 1 frosted. */
      frost: number;
      /** How strongly the tint is taken, 1 as it is. */
      density: number;
      /** How rims are set off: -1 dark, 0 as clear glass is, 1 shining. */
      rim: number;
    };

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
  /** How bright the back of the letters' sides is, 0..1: sides that darken backwards set the faces off. */
  sides: number;
  /** Brightness of the rendering before tone mapping. */
  exposure: number;
}
