import type { AdFormat } from '@nanococoa/common/parameters/ad-format.ts';
import type { LineAlignment, Rect } from './text-area.ts';
import type { Arrangement } from './zones.ts';

/** How far down behind the product a headline may reach, as parts of the product's height. */
const DEPTHS = [0.5, 0.4, 0.32, 0.26, 0.21, 0.17, 0.13, 0.1, 0.07, 0.04];

/**
 * Places for a headline that the product stands before: as wide as the picture, its foot behind the product's upper
 * part, deeper first. How much of it the product may hide, the picture's map decides; the offer stands below.
 */
export function behindZone({
  format,
  safe,
  product,
  align,
}: {
  format: AdFormat;
  safe: Rect;
  product: Rect;
  align: LineAlignment | undefined;
}): Arrangement[] {
  const foot = product.y + product.height;
  const bottom = safe.y + safe.height;
  const below = { ...safe, y: foot, height: Math.max(0, bottom - foot) };
  const right = product.x + product.width;
  const lowerHalf = { y: safe.y + safe.height * 0.55, height: safe.height * 0.45 };
  const beside = [
    { x: right, width: safe.x + safe.width - right, ...lowerHalf },
    { x: safe.x, width: product.x - safe.x, ...lowerHalf },
  ];
  const offers = [below, ...beside].filter(
    ({ width, height }) => width > safe.width * 0.15 && height > safe.height * 0.05,
  );
  return DEPTHS.flatMap((depth, index) => {
    const end = Math.min(bottom, product.y + product.height * depth);
    if (end - safe.y < safe.height * 0.1) return [];
    const title = {
      rect: { ...safe, height: end - safe.y },
      anchor: format === 'banner' ? ('center' as const) : ('bottom' as const),
      align: align ?? ('center' as const),
    };
    return [undefined, ...offers].map((rect, i) => ({
      title,
      offer: rect && { rect, anchor: 'bottom' as const, align: 'center' as const },
      // Deeper looks more like standing behind; too deep is hidden.
      preference: (1 - 0.035 * index) * (i === 0 ? 0.3 : 1 - 0.1 * (i - 1)),
    }));
  });
}
