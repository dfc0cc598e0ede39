import type { AdFormat } from '@nanococoa/common/parameters/ad-format.ts';
import type { LineAlignment, Rect, VerticalAnchor } from './text-area.ts';

/** A part of the canvas that a group of copy may stand in. */
export interface Zone {
  rect: Rect;
  anchor: VerticalAnchor;
  align: LineAlignment;
}

/** Where headline and subline stand, and where the offer does: undefined for in the same stack, under them. */
export interface Arrangement {
  title: Zone;
  offer: Zone | undefined;
  /** 0..1: how good this arrangement is for the wish and the format, before sizes and picture are known. */
  preference: number;
}

export interface ZoneRequest {
  format: AdFormat;
  safe: Rect;
  /** Box of the product with the air that it needs; undefined: none known. */
  product: Rect | undefined;
  position: VerticalAnchor | 'auto';
  align: LineAlignment | undefined;
}

/** All arrangements that the format offers around the product, in no order. */
export function arrangements(request: ZoneRequest): Arrangement[] {
  const { format, safe, product, align } = request;
  if (format === 'banner') return bannerRows(request);
  const found: Arrangement[] = [];
  const add = (title: Zone, offer: Zone | undefined, preference: number): void => {
    const enough = [title, offer].every(
      (zone) => !zone || (zone.rect.width > safe.width * 0.12 && zone.rect.height > safe.height * 0.03),
    );
    if (enough) found.push({ title, offer, preference });
  };
  if (!product) {
    for (const [anchor, wish] of wishes(request.position)) {
      const zone = { rect: safe, anchor, align: align ?? ('center' as const) };
      add(zone, undefined, wish * 0.9);
      if (anchor === 'top')
        add(
          { ...zone, rect: upper(safe, 0.64) },
          { ...zone, rect: lower(safe, 0.3), anchor: 'bottom' },
          wish,
        );
    }
    return found;
  }
  const around = roomAround(safe, product);
  const middle = align ?? 'center';
  const isWide = format === 'wide';
  for (const [anchor, wish] of wishes(request.position)) {
    const above: Zone = { rect: around.above, anchor: anchor === 'top' ? 'top' : 'bottom', align: middle };
    const below: Zone = { rect: around.below, anchor: anchor === 'bottom' ? 'bottom' : 'top', align: middle };
    const overBelow = {
      above: { top: 1, center: 0.62, bottom: 0.2 },
      below: { top: 0.2, center: 0.5, bottom: 1 },
    };
    const stacked = isWide ? 0.6 : 1;
    add(above, undefined, wish * overBelow.above[anchor] * stacked * 0.85);
    // Lower is above the product all the same, where the ground is calmer.
    for (const [at, ease] of [
      [above.anchor, 1],
      ['center', 0.975],
      ['bottom', 0.95],
    ] as const) {
      add(
        { ...above, anchor: at },
        { ...below, anchor: 'bottom' },
        wish * overBelow.above[anchor] * stacked * ease,
      );
      if (at !== above.anchor)
        add({ ...above, anchor: at }, undefined, wish * overBelow.above[anchor] * stacked * 0.85 * ease);
    }
    add(below, undefined, wish * overBelow.below[anchor] * stacked);
    for (const [side, hand] of [
      [around.left, align === 'right' ? 0.9 : 1],
      [around.right, align === 'left' ? 0.9 : 1],
    ] as const) {
      const zone: Zone = { rect: side, anchor, align: align ?? 'left' };
      const beside = wish * hand * (isWide || anchor === 'center' ? 1 : 0.6);
      add(zone, undefined, beside * (anchor === 'top' ? 0.9 : 1));
      const split = { ...zone, rect: lower(side, 0.36), anchor: 'bottom' as const };
      if (anchor === 'top') add({ ...zone, rect: upper(side, 0.6) }, split, beside);
      const corner = { ...zone, rect: lower(side, 0.4), anchor: 'bottom' as const, align: align ?? middle };
      if (!isWide) add(above, corner, wish * overBelow.above[anchor] * 0.8);
    }
  }
  return found;
}

/** In a banner everything stands in one row: copy beside the product, the offer at the end. */
function bannerRows({ safe, product, align }: ZoneRequest): Arrangement[] {
  const sides = product ? Object.values(sidesOf(safe, product)) : [safe];
  return sides.flatMap((rect) => {
    const zone = (x: number, width: number, side: LineAlignment): Zone => ({
      rect: { ...rect, x, width },
      anchor: 'center',
      align: side,
    });
    const gap = rect.height * 0.35;
    const alone: Arrangement = {
      title: zone(rect.x, rect.width, align ?? (product ? 'left' : 'center')),
      offer: undefined,
      preference: 0.7,
    };
    const split = [0.2, 0.27, 0.34, 0.42, 0.5].map((share) => {
      const width = rect.width * share;
      const offer = zone(rect.x + rect.width - width, width, 'right');
      return { title: zone(rect.x, rect.width - width - gap, align ?? 'left'), offer, preference: 1 };
    });
    return [alone, ...split];
  });
}

/** auto may stand anywhere; which place is calm, the picture says. */
function wishes(position: VerticalAnchor | 'auto'): [VerticalAnchor, number][] {
  if (position !== 'auto') return [[position, 1]];
  return [
    ['top', 1],
    ['center', 0.94],
    ['bottom', 0.97],
  ];
}

/** What is left of the safe area on each side of the product, over its whole width or height. */
function roomAround(safe: Rect, product: Rect): Record<'above' | 'below' | 'left' | 'right', Rect> {
  const bottom = safe.y + safe.height;
  const foot = product.y + product.height;
  return {
    above: { ...safe, height: Math.max(0, product.y - safe.y) },
    below: { ...safe, y: Math.max(safe.y, foot), height: Math.max(0, bottom - Math.max(safe.y, foot)) },
    ...sidesOf(safe, product),
  };
}

function sidesOf(safe: Rect, product: Rect): { left: Rect; right: Rect } {
  const end = safe.x + safe.width;
  const from = Math.max(safe.x, product.x + product.width);
  return {
    left: { ...safe, width: Math.max(0, product.x - safe.x) },
    right: { ...safe, x: from, width: Math.max(0, end - from) },
  };
}

function upper(rect: Rect, share: number): Rect {
  return { ...rect, height: rect.height * share };
}

function lower(rect: Rect, share: number): Rect {
  return { ...rect, y: rect.y + rect.height * (1 - share), height: rect.height * share };
}
