import { hexToLinear, luminance } from '../../color/srgb.ts';
import type { MaterialWord } from './material-words.ts';
import type { Rgb, TextMaterial } from './text-material.ts';

/** Other colours that materials are found in, besides their usual one. */
const NATURAL_TONES: Partial<Record<MaterialWord, readonly Rgb[]>> = {
  /** Walnut. */
  wood: [[0.19, 0.09, 0.046]],
  /** Milk chocolate. */
  chocolate: [[0.3, 0.125, 0.05]],
  /** Basalt and limestone. */
  stone: [
    [0.07, 0.068, 0.066],
    [0.68, 0.65, 0.59],
  ],
  concrete: [
    [0.13, 0.129, 0.126],
    [0.68, 0.67, 0.65],
  ],
  /** Nero Marquina. */
  marble: [[0.028, 0.028, 0.03]],
  plastic: [hexToLinear('#24272e')],
  paper: [hexToLinear('#2a2d34')],
  /** Cobalt glaze. */
  ceramic: [hexToLinear('#1c3f8c')],
};

/** What is dyed or painted can have any colour; what is found can only have its own ones. */
const DYED: ReadonlySet<MaterialWord> = new Set(['plastic', 'paper', 'ceramic']);

/**
 * Lets a material choose among its natural tones; where the prompt names a colour, what is found takes the tone nearest
 * to it in brightness and keeps it, and what is dyed keeps the colour that it has.
 */
export function withNaturalTones(
  material: TextMaterial,
  word: MaterialWord,
  color: string | undefined,
): TextMaterial {
  const { surface } = material;
  const tones = NATURAL_TONES[word];
  if (!tones || surface.kind !== 'dielectric') return material;
  if (!color) return { ...material, surface: { ...surface, tones } };
  if (DYED.has(word)) return material;
  const wanted = luminance(...hexToLinear(color)) ** 0.5;
  const away = (tone: Rgb): number => Math.abs(luminance(...tone) ** 0.5 - wanted);
  const albedo = tones.reduce<Rgb>((best, tone) => (away(tone) < away(best) ? tone : best), surface.albedo);
  return { ...material, surface: { ...surface, albedo } };
}
