import type { Picture8 } from '../io/decode-image.ts';
import { fitPicture } from '../io/fit-picture.ts';
import type { AdParts } from './compose-ad.ts';
import type { Placement } from './place-text.ts';
import { alphaBounds, cropPicture } from './text-sprite.ts';

/** What of a text that was set into a picture covers which of its pixels, 8-bit. */
export interface TextCoverage {
  /** The letters that stand in the picture. */
  letters: Uint8Array;
  /** The print on top of it. */
  print: Uint8Array;
}

/** Tells where a text lies that `composeAd` has set in at `place`. */
export async function lettersOnCanvas(
  { text, volume, isLaidOut, place }: Pick<AdParts, 'text' | 'volume' | 'isLaidOut'> & { place: Placement },
  canvas: { width: number; height: number },
): Promise<TextCoverage> {
  const letters = new Uint8Array(canvas.width * canvas.height);
  const print = new Uint8Array(canvas.width * canvas.height);
  if (isLaidOut) {
    const layer = await fitPicture(text, canvas, 'fill');
    for (let i = 0; i < letters.length; i++) {
      const alpha = layer.data[i * 4 + 3];
      letters[i] = Math.min(alpha, volume?.[i] ?? 255);
      print[i] = alpha - letters[i];
    }
    return { letters, print };
  }
  const ink = alphaBounds(text);
  if (ink) paste(await fitPicture(cropPicture(text, ink), place, 'fill'), place, letters, canvas);
  return { letters, print };
}

/** A sprite's alpha onto a canvas. */
function paste(
  sprite: Picture8,
  place: Placement,
  onto: Uint8Array,
  canvas: { width: number; height: number },
): void {
  for (let row = 0; row < sprite.height; row++) {
    const y = place.y + row;
    if (y < 0 || y >= canvas.height) continue;
    for (let column = 0; column < sprite.width; column++) {
      const x = place.x + column;
      if (x < 0 || x >= canvas.width) continue;
      onto[y * canvas.width + x] = sprite.data[(row * sprite.width + column) * 4 + 3];
    }
  }
}
