import type { CatalogueFont } from '@nanococoa/common/fonts/font-catalogue.ts';
import { typographyFonts } from '@nanococoa/common/fonts/typography-fonts.ts';
import { adFormat } from '@nanococoa/common/parameters/ad-format.ts';
import { COPY_ROLES, copyOf } from '@nanococoa/common/parameters/copy-roles.ts';
import { SMALLEST_HEADLINE_PX, SMALLEST_TYPE_PX } from '@nanococoa/common/parameters/copy-room.ts';
import { TextAlignment, TextPosition, type TextSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import { mapPicture } from '../../composition/picture-map.ts';
import type { Picture8 } from '../../io/decode-image.ts';
import { pixelBounds } from '../../raster/pixel-bounds.ts';
import { layOutAd } from '../layout/ad-layout.ts';
import type { StackItem } from '../layout/fit-stack.ts';
import {
  type LineAlignment,
  type Rect,
  safeArea,
  type TextArea,
  type VerticalAnchor,
} from '../layout/text-area.ts';
import { typeSizes } from '../layout/type-sizes.ts';
import type { TextMaterial } from '../material/text-material.ts';
import { badgeItem, labelItem, offerItems, sublineItem } from './copy-items.ts';
import type { PlacedBlock } from './draw-typography.ts';
import { headlineItem, headlineRules } from './headline-item.ts';
import { loadTypeFace } from './type-face.ts';

/** Value of the product's mask from which a pixel is the product's: more than half. */
const COVERED = 128;

export interface CopyOrder {
  text: TextSpec;
  /** Of the headline. */
  font: CatalogueFont;
  material: TextMaterial;
  canvas: { width: number; height: number };
  /** The picture that the copy is for; undefined: not known. */
  backdrop: Picture8 | undefined;
  /** Where the product stands in it, 8-bit grey. */
  mask: Uint8Array | undefined;
  /** Whether the product stands in front of the headline. */
  behind: boolean;
  /** Called between pieces of work. */
  pause?: () => Promise<void>;
}

/** Where all of the copy stands. */
export interface CopyPlan {
  /** Undefined: no headline. */
  headline: TextArea | undefined;
  /** The typography; `role` is that of TextSpec, an offer of price and call to action in one row counts as price. */
  blocks: (PlacedBlock & { role: StackItem['role'] | 'badge' })[];
  product: Rect | undefined;
}

/** Lays the copy's roles out for the format, around the product, where the picture is calm. */
export async function planCopy(order: CopyOrder): Promise<CopyPlan> {
  const { text, canvas, backdrop, mask, behind, pause } = order;
  const format = adFormat(canvas);
  const isBanner = format === 'banner';
  const sizes = typeSizes(format, canvas);
  const product = mask && pixelBounds({ ...canvas, channels: 1, channel: 0, data: mask }, COVERED);
  const flat = COPY_ROLES.filter((role) => role !== 'content').map((role) => copyOf(text, role));
  const faces = await loadTypeFace(typographyFonts(text.fontId, text.typographyFontId, flat.join('')));
  await pause?.();
  const align = alignmentOf(text.alignment);
  const content = copyOf(text, 'content');
  const headline =
    content === ''
      ? undefined
      : await headlineItem({
          ...{ ...order, copy: content, isBanner },
          size: behind && product ? sizes.behind : sizes.headline,
          smallestPx: Math.min(SMALLEST_HEADLINE_PX * 0.7, sizes.headline),
        });
  await pause?.();
  const map = backdrop && mapPicture(backdrop, product && mask);
  await pause?.();
  const layout = layOutAd({
    ...{ format, product, behind: behind && product !== undefined, align, headline },
    safe: safeArea(canvas.width, canvas.height),
    map,
    position: positionOf(text.position),
    subline: sublineItem(text, faces, sizes),
    offers: offerItems(text, faces, sizes),
    badge: badgeItem(text, faces, sizes),
    label: labelItem(text, faces, sizes),
    smallestPx: SMALLEST_TYPE_PX,
  });
  const blocks: CopyPlan['blocks'] = layout.blocks.map((block) => ({ ...block }));
  if (layout.badge) blocks.push({ ...layout.badge, role: 'badge', size: layout.badge.rect.height / 4 });
  const area = layout.headline && {
    ...{ x: layout.headline.x, y: layout.headline.y },
    ...{ width: layout.headline.width, height: layout.headline.height },
    ...{ anchor: 'center' as const, maxEmPx: layout.headline.emPx * 1.05 },
    ...headlineRules(layout.headline.align, isBanner),
  };
  return { headline: area, blocks, product };
}

function positionOf(position: TextPosition | undefined): VerticalAnchor | 'auto' {
  if (position === TextPosition.CENTER) return 'center';
  if (position === TextPosition.BOTTOM) return 'bottom';
  return position === TextPosition.AUTO ? 'auto' : 'top';
}

function alignmentOf(alignment: TextAlignment | undefined): LineAlignment | undefined {
  if (alignment === TextAlignment.LEFT) return 'left';
  if (alignment === TextAlignment.CENTER) return 'center';
  return alignment === TextAlignment.RIGHT ? 'right' : undefined;
}
