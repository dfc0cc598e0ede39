import type { AdFormat } from '@nanococoa/common/parameters/ad-format.ts';
import {
  areaMean,
  cellBox,
  darkestThird,
  lightnessSpread,
  type PictureMap,
} from '../../composition/picture-map.ts';
import type { Block } from '../typography/block.ts';
import { behindZone } from './behind-zone.ts';
import {
  type FittedHeadline,
  type FittedStack,
  fitStack,
  type HeadlineItem,
  type StackedBlock,
  type StackItem,
} from './fit-stack.ts';
import { groupBadge } from './group-badge.ts';
import { hiddenLetters, moveClear } from './hidden-letters.ts';
import { type PlacedBadge, placeBadge } from './place-badge.ts';
import type { LineAlignment, Rect, VerticalAnchor } from './text-area.ts';
import { type Arrangement, arrangements } from './zones.ts';

/** The copy's roles as things that can be measured, and what they are to be laid out around. */
export interface AdLayoutRequest {
  format: AdFormat;
  safe: Rect;
  /** Box of the product, canvas pixels; undefined: none known. */
  product: Rect | undefined;
  /** The picture that the copy is for; undefined: not known. */
  map: PictureMap | undefined;
  position: VerticalAnchor | 'auto';
  align: LineAlignment | undefined;
  /** Whether the product stands in front of the headline. */
  behind: boolean;
  headline: HeadlineItem | undefined;
  subline: StackItem | undefined;
  /** Ways to set price and call to action: each a stack. */
  offers: readonly (readonly StackItem[])[];
  badge: { diameter: number; make(diameter: number): Block | undefined } | undefined;
  /** The badge as a label, for where a seal has no room. */
  label: StackItem | undefined;
  smallestPx: number;
}

export interface AdLayout {
  headline: (Rect & FittedHeadline & { align: LineAlignment }) | undefined;
  blocks: StackedBlock[];
  badge: PlacedBadge | undefined;
}

/** Air between the product and copy, of the safe area's shorter side. */
const AIR = 0.032;
const BANNER_AIR = 0.16;

/**
 * Lays an ad out: every arrangement of the format is set as large as it fits around the product, the one that is
 * largest, calmest and nearest to the wish is taken. Without a product that is known, auto keeps to the third of the
 * picture with the most dark pixels. Everything lies inside `safe`, nothing on the product's box as long as any
 * arrangement beside it has room.
 */
export function layOutAd(request: AdLayoutRequest): AdLayout {
  const withSeal = bestLayout(request, undefined);
  if (!request.badge) return { ...withSeal, badge: undefined };
  const taken = [
    ...withSeal.blocks.map(({ rect }) => rect),
    ...(withSeal.headline ? [withSeal.headline] : []),
  ];
  const offer = withSeal.blocks.find(({ role }) => role === 'price')?.rect;
  const badge = placeBadge({
    ...request,
    badge: request.badge,
    taken,
    offer,
    isRow: request.format === 'banner',
  });
  if (badge) return { ...withSeal, ...groupBadge({ ...withSeal, badge }, request) };
  // No room for a seal: a label above the headline.
  return { ...bestLayout(request, request.label), badge: undefined };
}

type Stacks = Omit<AdLayout, 'badge'>;

function bestLayout(request: AdLayoutRequest, label: StackItem | undefined): Stacks {
  const { safe, product } = request;
  // In a banner there is room across, and letters that touch the product look squeezed.
  const air = (request.format === 'banner' ? BANNER_AIR : AIR) * Math.min(safe.width, safe.height);
  const room = product && {
    x: product.x - air,
    y: product.y - air,
    width: product.width + 2 * air,
    height: product.height + 2 * air,
  };
  const attempts = [
    { product: room, smallestPx: request.smallestPx },
    { product: room, smallestPx: request.smallestPx / 2 },
    // Rather over the product than not at all: step 3 says so.
    { product: undefined, smallestPx: request.smallestPx },
    { product: undefined, smallestPx: 1 },
  ];
  for (const attempt of attempts) {
    const choices =
      request.behind && attempt.product && request.headline
        ? behindZone({ ...request, product: attempt.product })
        : arrangements({ ...request, product: attempt.product });
    let best: { score: number; stacks: Stacks } | undefined;
    for (const choice of choices) {
      const set = setArrangement(request, choice, label, attempt.smallestPx);
      if (set && (!best || set.score > best.score)) best = set;
    }
    if (best) return best.stacks;
  }
  return { headline: undefined, blocks: [] };
}

function setArrangement(
  request: AdLayoutRequest,
  { title, offer, preference }: Arrangement,
  label: StackItem | undefined,
  smallestPx: number,
): { score: number; stacks: Stacks } | undefined {
  const { headline, subline, behind } = request;
  const lines = behind ? [label, subline, headline] : [label, headline, subline];
  const words = lines.filter((item) => item !== undefined);
  const offers = request.offers.length > 0 ? request.offers : [[]];
  let best: { score: number; stacks: Stacks } | undefined;
  const consider = (groups: { stack: FittedStack; align: LineAlignment }[], weights: number[]): void => {
    const stacks: Stacks = {
      headline: groups.flatMap(({ stack, align }) =>
        stack.headline ? [{ ...stack.headline, align }] : [],
      )[0],
      blocks: groups.flatMap(({ stack }) => stack.blocks),
    };
    if (behind && request.map && stacks.headline) {
      stacks.headline = { ...stacks.headline, x: moveClear(stacks.headline, request.safe, request.map) };
    }
    const size = groups.reduce((product, { stack }, i) => product * stack.quality ** weights[i], 1);
    const score = size * preference * suitability(request, stacks);
    if (!best || score > best.score) best = { score, stacks };
  };
  for (const items of offers) {
    if (offer && words.length > 0 && items.length > 0) {
      const upper = fitStack(words, title.rect, { ...title, smallestPx });
      const lower = upper && fitStack(items, offer.rect, { ...offer, smallestPx });
      if (upper && lower) {
        const groups = [
          { stack: upper, align: title.align },
          { stack: lower, align: offer.align },
        ];
        consider(groups, [0.65, 0.35]);
      }
    } else if (!offer || words.length > 0) {
      const stack = fitStack([...words, ...items], title.rect, { ...title, smallestPx });
      if (stack) consider([{ stack, align: title.align }], [1]);
    } else {
      const stack = fitStack(items, offer.rect, { ...offer, smallestPx });
      if (stack) consider([{ stack, align: offer.align }], [1]);
    }
  }
  return best;
}

/** What a block of type on a ground that is light and dark at once takes from an arrangement's score. */
const MIXED_GROUND = 0.2;

/** How calm the picture is where copy would stand, and that no product is there; 1 when nothing is known. */
function suitability(
  { map, product, position, behind }: AdLayoutRequest,
  { headline, blocks }: Stacks,
): number {
  if (!map) return 1;
  const open = blocks.filter(({ block }) => block.isOpen).map(({ rect }) => rect);
  const rects = blocks.map(({ rect }) => rect);
  if (headline) rects.push(headline);
  let [unrest, covered, area] = [0, 0, 0];
  // Small type suffers most from what is light and dark at once.
  const even = open.reduce((product, rect) => {
    const spread = lightnessSpread(map, ...cellBox(rect, map));
    return product * (1 - MIXED_GROUND * Math.min(1, Math.max(0, spread - 0.05) / 0.12));
  }, 1);
  for (const rect of rects) {
    const size = rect.width * rect.height;
    const box = cellBox(rect, map);
    unrest += size * Math.min(1, areaMean(map.unrest, ...box) * 12);
    if (!(behind && rect === headline)) covered += size * areaMean(map.product, ...box);
    area += size;
  }
  if (area === 0) return 1;
  const calm = even * (1 - (position === 'auto' ? 0.45 : 0.15) * (unrest / area));
  const free = Math.max(0.02, 1 - 8 * (covered / area));
  const dark = position === 'auto' && !product ? thirdFactor(map, headline ?? rects[0]) : 1;
  const legible = behind && headline ? hiddenLetters(headline, map) : 1;
  return calm * free * dark * legible;
}

/** The thirds rule: of a picture whose product nobody knows, the third with the most dark pixels carries the copy. */
function thirdFactor(map: PictureMap, rect: Rect): number {
  const middle = (rect.y + rect.height / 2) / map.cell / map.dark.height;
  return Math.min(2, Math.floor(middle * 3)) === darkestThird(map) ? 1 : 0.5;
}
