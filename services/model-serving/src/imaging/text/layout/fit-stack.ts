import type { Block } from '../typography/block.ts';
import type { LineAlignment, Rect, VerticalAnchor } from './text-area.ts';

/** A role of the copy in a stack: its block at a size, or undefined where it would not fit. */
export interface StackItem {
  role: 'subline' | 'price' | 'callToAction' | 'label';
  /** Size to begin with, pixels per em. */
  size: number;
  /** Largest size relative to the headline's em: keeps the order of importance. */
  ofHeadline: number;
  /** Space above it when it is not the first, relative to its size. */
  gap: number;
  make(size: number, maxWidth: number, align: LineAlignment): Block | undefined;
}

/** The headline: how large its letters may become in a space, and what they take there, pixels. */
export interface HeadlineItem {
  role: 'headline';
  size: number;
  fit(width: number, height: number, maxEmPx: number): FittedHeadline | undefined;
}

export interface FittedHeadline {
  width: number;
  height: number;
  emPx: number;
  /** Boxes of its letters' ink, from its upper left corner. */
  letters: readonly Rect[];
}

export interface StackedBlock {
  role: StackItem['role'];
  rect: Rect;
  block: Block;
  /** Pixels per em that it was made with. */
  size: number;
}

export interface FittedStack {
  headline?: Rect & FittedHeadline;
  blocks: StackedBlock[];
  /** 0..1: how near everything is to the sizes to begin with. */
  quality: number;
}

/** Sizes tried for everything but the headline, relative to the ones to begin with. */
const SCALES = [1, 0.86, 0.72, 0.6, 0.5, 0.4, 0.32, 0.25, 0.19, 0.14];

/**
 * Sets items above each other into a rectangle, in their order, as large as they may be: the headline takes the height
 * that the others leave, and these shrink where that makes it larger. Undefined when nothing fits in sizes of at least
 * `smallestPx`.
 */
export function fitStack(
  items: readonly (StackItem | HeadlineItem)[],
  rect: Rect,
  options: { anchor: VerticalAnchor; align: LineAlignment; smallestPx: number },
): FittedStack | undefined {
  let best: Sized | undefined;
  for (const scale of SCALES) {
    const sized = sizeItems(items, rect, scale, options);
    if (sized && (!best || sized.quality > best.quality)) best = sized;
    // Without a headline to make room for, the first that fits is the largest; with one, less helps up to a point.
    if (best && (!best.headline || (sized && sized.quality < 0.92 * best.quality))) break;
  }
  return best && arrange(items, best, rect, options);
}

interface Sized {
  blocks: Map<StackItem, { block: Block; size: number }>;
  headline?: FittedHeadline;
  quality: number;
}

function sizeItems(
  items: readonly (StackItem | HeadlineItem)[],
  rect: Rect,
  scale: number,
  { align, smallestPx }: { align: LineAlignment; smallestPx: number },
): Sized | undefined {
  const headlineItem = items.find((item) => item.role === 'headline');
  let emPx = Infinity;
  // A second round: what a small headline would be outdone by is set smaller, which leaves it more room.
  for (let round = 0; ; round++) {
    const blocks: Sized['blocks'] = new Map();
    let used = 0;
    for (const [index, item] of items.entries()) {
      if (item.role === 'headline') continue;
      const size = Math.max(smallestPx, Math.min(item.size * scale, item.ofHeadline * emPx));
      const block = item.make(size, rect.width, align);
      if (!block) return undefined;
      blocks.set(item, { block, size });
      used += block.height + gapAbove(items, index, size);
    }
    if (!headlineItem) return used <= rect.height ? { blocks, quality: scale } : undefined;
    const gap = items[0] === headlineItem ? 0 : (blocks.values().next().value?.size ?? 0) * 0.4;
    const headline = headlineItem.fit(rect.width, rect.height - used - gap, headlineItem.size);
    if (!headline) return undefined;
    // Set by what they became: a small headline of the first round makes them smaller than the scale says.
    const smallest = Math.min(1, ...[...blocks].map(([item, { size }]) => size / item.size));
    const quality = Math.min(1, headline.emPx / headlineItem.size) ** 0.62 * smallest ** 0.38;
    const isOutdone = [...blocks].some(([item, { size }]) => size > item.ofHeadline * headline.emPx * 1.02);
    if (round === 1 || !isOutdone) return { blocks, headline, quality };
    emPx = headline.emPx;
  }
}

function gapAbove(items: readonly (StackItem | HeadlineItem)[], index: number, size: number): number {
  const item = items[index];
  if (index === 0 || item.role === 'headline') return 0;
  return item.gap * size;
}

function arrange(
  items: readonly (StackItem | HeadlineItem)[],
  { blocks, headline, quality }: Sized,
  room: Rect,
  { anchor, align }: { anchor: VerticalAnchor; align: LineAlignment },
): FittedStack {
  const firstSize = [...blocks.values()][0]?.size ?? 0;
  const rows = items.flatMap((item, index): Row[] => {
    if (item.role === 'headline')
      return headline ? [{ ...headline, gap: index === 0 ? 0 : firstSize * 0.4 }] : [];
    const made = blocks.get(item);
    if (!made) return [];
    const { width, height } = made.block;
    return [{ width, height, gap: gapAbove(items, index, made.size), made: { ...made, role: item.role } }];
  });
  const total = rows.reduce((sum, { height, gap }) => sum + height + gap, 0);
  const across = align === 'left' ? 0 : align === 'right' ? 1 : 0.5;
  const down = anchor === 'top' ? 0 : anchor === 'bottom' ? 1 : 0.5;
  const stack: FittedStack = { blocks: [], quality };
  let y = room.y + (room.height - total) * down;
  for (const { width, height, gap, made } of rows) {
    y += gap;
    const rect = { x: room.x + (room.width - width) * across, y, width, height };
    if (made) stack.blocks.push({ rect, ...made });
    else if (headline) stack.headline = { ...headline, ...rect };
    y += height;
  }
  return stack;
}

interface Row {
  width: number;
  height: number;
  gap: number;
  /** Undefined for the headline. */
  made?: { role: StackItem['role']; block: Block; size: number };
}
