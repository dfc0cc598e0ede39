import type { CatalogueFont } from '@nanococoa/common/fonts/font-catalogue.ts';
import { type ArrangedLine, createShaper } from '../layout/arrange-lines.ts';
import { fitCopy } from '../layout/fit-copy.ts';
import type { FittedHeadline, HeadlineItem } from '../layout/fit-stack.ts';
import type { LineAlignment, Rect, TextArea } from '../layout/text-area.ts';
import { letterFont, VOLUME_EM } from '../make-headline.ts';
import type { TextMaterial } from '../material/text-material.ts';
import { GLOW_EM } from '../render/neon-glow.ts';
import { loadFont } from '../shaping/load-font.ts';

/** What the lines of a headline may do in any area that the layout gives it. */
export function headlineRules(align: LineAlignment, isBanner: boolean) {
  return { align, largePrice: !isBanner, lineCost: isBanner ? 0.12 : 0.03 };
}

/**
 * Measures a headline as makeHeadline will set it: how large its letters become in a space. Undefined for a copy
 * without visible characters.
 */
export async function headlineItem(order: {
  copy: string;
  font: CatalogueFont;
  material: TextMaterial;
  canvas: { width: number; height: number };
  /** Largest type, pixels per em. */
  size: number;
  smallestPx: number;
  isBanner: boolean;
}): Promise<HeadlineItem | undefined> {
  const { material, canvas, size, smallestPx, isBanner } = order;
  const copy = order.copy.normalize('NFC');
  const shaper = createShaper(await loadFont(letterFont(order.font, material, copy)), material.trackingEm);
  const paddingEm = VOLUME_EM + (material.surface.kind === 'neon' ? GLOW_EM : 0);
  const rules = headlineRules('center', isBanner);
  const known = new Map<string, FittedHeadline | undefined>();
  const fit = (width: number, height: number, maxEmPx: number): FittedHeadline | undefined => {
    const area: TextArea = { x: 0, y: 0, width, height, anchor: 'top', maxEmPx, ...rules };
    const { emPx, lines, ...em } = fitCopy({ copy, area, canvas, shaper, paddingEm });
    if (lines.length === 0 || emPx < smallestPx) return undefined;
    return {
      emPx,
      width: Math.min(width, (em.width + 2 * paddingEm) * emPx),
      height: Math.min(height, (em.height + 2 * paddingEm) * emPx),
      letters: letterBoxes(lines, emPx, paddingEm),
    };
  };
  if (!fit(canvas.width, canvas.height, Math.max(size, smallestPx))) return undefined;
  return {
    role: 'headline',
    size,
    fit(width, height, maxEmPx) {
      if (!(width > 2 && height > 2)) return undefined;
      // Whole pixels: nearly equal spaces are measured once.
      const key = `${Math.round(width)} ${Math.round(height)} ${Math.round(maxEmPx)}`;
      if (!known.has(key)) known.set(key, fit(width, height, maxEmPx));
      return known.get(key);
    },
  };
}

function letterBoxes(lines: readonly ArrangedLine[], emPx: number, paddingEm: number): Rect[] {
  return lines.flatMap(({ shaped, size, x, y }) =>
    shaped.glyphs.flatMap(({ outline, x: pen, y: rise }): Rect[] => {
      if (!outline.bounds) return [];
      const [left, top, right, bottom] = outline.bounds;
      return [
        {
          x: (x + (pen + left) * size + paddingEm) * emPx,
          y: (y + (rise + top) * size + paddingEm) * emPx,
          width: (right - left) * size * emPx,
          height: (bottom - top) * size * emPx,
        },
      ];
    }),
  );
}
