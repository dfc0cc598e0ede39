import { type CopyRole, copyOf } from '@nanococoa/common/parameters/copy-roles.ts';
import type { TextSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import type { StackItem } from '../layout/fit-stack.ts';
import type { TypeSizes } from '../layout/type-sizes.ts';
import { actionBlock } from './action-block.ts';
import { labelBlock, sealBlock } from './badge-block.ts';
import { type Block, movedParts } from './block.ts';
import { priceBlock } from './price-block.ts';
import { sublineBlock } from './subline-block.ts';
import type { TypeFace } from './type-face.ts';

/** Smallest words of a seal, pixels per em. */
const SMALLEST_SEAL_PX = 8;
/** Between price and button in a row, of the price's size. */
const ROW_GAP = 0.75;

type Item<T> = (text: TextSpec, faces: TypeFace, sizes: TypeSizes) => T;

/** The line under the headline; undefined when there is none. */
export const sublineItem: Item<StackItem | undefined> = (text, faces, sizes) => {
  const copy = copyOf(text, 'subline').normalize('NFC');
  if (copy === '') return undefined;
  return {
    role: 'subline',
    size: sizes.subline,
    ofHeadline: 0.55,
    gap: 0.62,
    make: (size, maxWidth, align) => sublineBlock(copy, faces.subline, { size, maxWidth, align }),
  };
};

/** Ways to set price and call to action: above each other, or in a row. */
export const offerItems: Item<StackItem[][]> = (text, faces, sizes) => {
  const price = priceItem(text, faces, sizes);
  const action = actionItem(text, faces, sizes);
  if (!price || !action) return [price ?? action].flatMap((item) => (item ? [[item]] : []));
  const row: StackItem = {
    ...price,
    make: (size, maxWidth, align) =>
      inRow(price.make(size, maxWidth, align), action.make(size * 0.4, maxWidth, align), size, maxWidth),
  };
  return [[price, action], [row]];
};

/** A badge as a seal of a diameter, and as a label. */
export function badgeItem(text: TextSpec, faces: TypeFace, sizes: TypeSizes) {
  const copy = lineOf(text, 'badge');
  if (copy === '') return undefined;
  return {
    diameter: sizes.badge,
    make: (diameter: number) => sealBlock(copy, faces.badge, diameter, SMALLEST_SEAL_PX),
  };
}

/** A badge as a label that stands with the headline, where there is no room for a seal. */
export function labelItem(text: TextSpec, faces: TypeFace, sizes: TypeSizes): StackItem | undefined {
  const copy = lineOf(text, 'badge');
  if (copy === '') return undefined;
  return {
    role: 'label',
    size: sizes.subline,
    ofHeadline: 0.5,
    gap: 0.8,
    make: (size, maxWidth) => labelBlock(copy, faces.badge, { size, maxWidth }),
  };
}

function priceItem(text: TextSpec, faces: TypeFace, sizes: TypeSizes): StackItem | undefined {
  const copy = {
    price: lineOf(text, 'price'),
    oldPrice: lineOf(text, 'oldPrice'),
  };
  if (copy.price === '') return undefined;
  return {
    role: 'price',
    size: sizes.price,
    ofHeadline: 0.95,
    gap: 0.5,
    make: (size, maxWidth, align) =>
      priceBlock(copy, faces, { size, maxWidth, align, stacked: false }) ??
      priceBlock(copy, faces, { size, maxWidth, align, stacked: true }),
  };
}

function actionItem(text: TextSpec, faces: TypeFace, sizes: TypeSizes): StackItem | undefined {
  const copy = lineOf(text, 'callToAction');
  if (copy === '') return undefined;
  return {
    role: 'callToAction',
    size: sizes.callToAction,
    ofHeadline: 0.4,
    gap: 0.85,
    make: (size, maxWidth) => actionBlock(copy, faces.callToAction, { size, maxWidth }),
  };
}

/** Two blocks beside each other, their middles on one line. */
function inRow(
  left: Block | undefined,
  right: Block | undefined,
  size: number,
  maxWidth: number,
): Block | undefined {
  if (!left || !right) return undefined;
  const x = left.width + ROW_GAP * size;
  const width = x + right.width;
  if (width > maxWidth) return undefined;
  const height = Math.max(left.height, right.height);
  return {
    width,
    height,
    isOpen: true,
    parts: () => [
      ...movedParts(left.parts(), 0, (height - left.height) / 2),
      ...movedParts(right.parts(), x, (height - right.height) / 2),
    ],
  };
}

/** A role's copy on one line. */
function lineOf(text: TextSpec, role: CopyRole): string {
  return copyOf(text, role).normalize('NFC').replace(/\s+/gu, ' ');
}
