import type { PictureMap } from '../../composition/picture-map.ts';
import type { StackedBlock } from './fit-stack.ts';
import { isOnProduct, type PlacedBadge } from './place-badge.ts';
import type { Rect } from './text-area.ts';

/**
 * A badge that found its place right of the price forms a group with it: both move left, until the group's middle is
 * where the price's was; a price that stands alone comes to the badge's level. Gives them as they are where the badge stands elsewhere, or the group would leave the safe area
 * or touch the product.
 */
export function groupBadge(
  { blocks, badge }: { blocks: StackedBlock[]; badge: PlacedBadge },
  around: { safe: Rect; product: Rect | undefined; map: PictureMap | undefined },
): { blocks: StackedBlock[]; badge: PlacedBadge } {
  const { safe, product, map } = around;
  const price = blocks.find(({ role }) => role === 'price');
  if (!price) return { blocks, badge };
  const { rect } = price;
  const gap = badge.rect.x - (rect.x + rect.width);
  const isBeside =
    gap > 0 &&
    gap < badge.rect.width &&
    Math.abs(badge.rect.y + badge.rect.height / 2 - (rect.y + rect.height / 2)) < badge.rect.height / 2;
  const by = (gap + badge.rect.width) / 2;
  const moved = { ...badge, rect: { ...badge.rect, x: badge.rect.x - by } };
  const blocked =
    rect.x - by < safe.x || (product && isOnProduct(moved.rect, product, map, 0.1 * badge.rect.width));
  // A price at the side of its picture is aligned with what stands above it.
  const isCentred = Math.abs(rect.x + rect.width / 2 - (safe.x + safe.width / 2)) < 0.02 * safe.width;
  if (!isBeside || blocked || !isCentred) return { blocks, badge };
  const level = badge.rect.y + (badge.rect.height - rect.height) / 2;
  const atLevel = { ...rect, x: rect.x - by, y: level };
  const isFree = blocks.length === 1 && !(product && isOnProduct(atLevel, product, map, 0.3 * rect.height));
  const shifted = { ...price, rect: isFree ? atLevel : { ...rect, x: rect.x - by } };
  return { blocks: blocks.map((block) => (block === price ? shifted : block)), badge: moved };
}
