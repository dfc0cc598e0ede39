import type { AdSpec, TextSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';

/** What a piece of copy is in an ad: the headline is made in 3D, the others are set as typography. */
export type CopyRole = 'content' | 'subline' | 'price' | 'oldPrice' | 'badge' | 'callToAction';

/** The roles in the order in which they are read. */
export const COPY_ROLES: readonly CopyRole[] = [
  'content',
  'subline',
  'price',
  'oldPrice',
  'badge',
  'callToAction',
];

/** The parameter of each role. */
export const COPY_PARAMETERS: Readonly<Record<CopyRole, string>> = {
  content: 'text.content',
  subline: 'text.subline',
  price: 'text.price',
  oldPrice: 'text.old_price',
  badge: 'text.badge',
  callToAction: 'text.call_to_action',
};

/** A role's copy without white space around it; empty where it is absent or blank. */
export function copyOf(text: Partial<TextSpec> | undefined, role: CopyRole): string {
  return text?.[role]?.trim() ?? '';
}

/** Whether an ad has copy of any role; without, the ad is step 1's picture. */
export function hasCopy({ text }: Pick<AdSpec, 'text'>): boolean {
  return COPY_ROLES.some((role) => copyOf(text, role) !== '');
}

/** Whether there is a headline or the line under it: they stand together. */
export function hasTitle(text: TextSpec | undefined): boolean {
  return copyOf(text, 'content') !== '' || copyOf(text, 'subline') !== '';
}

/** Whether there is a price or a call to action: they stand together. */
export function hasOffer(text: TextSpec | undefined): boolean {
  return copyOf(text, 'price') !== '' || copyOf(text, 'callToAction') !== '';
}

/** Height over width from which a picture has room for price and button above each other. */
const STACKED_ASPECT = 1.25;

/** Whether price and call to action are both there, on a picture that has them above each other. */
export function hasStackedOffer(
  text: TextSpec | undefined,
  canvas: { width: number; height: number },
): boolean {
  const both = copyOf(text, 'price') !== '' && copyOf(text, 'callToAction') !== '';
  return both && canvas.height > STACKED_ASPECT * canvas.width;
}
