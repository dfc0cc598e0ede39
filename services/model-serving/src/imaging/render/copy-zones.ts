import { adFormat } from '@nanococoa/common/parameters/ad-format.ts';
import { hasOffer, hasStackedOffer, hasTitle } from '@nanococoa/common/parameters/copy-roles.ts';
import {
  type AdSpec,
  CompositionMode,
  TextAlignment,
  TextPosition,
} from '@nanococoa/proto/common/v1/ad_spec.ts';

/** Where copy will stand, as far as the picture is arranged for it. */
export interface CopyZones {
  /** Where headline and subline stand to the product; undefined: none. */
  title?: 'above' | 'middle' | 'below' | 'left' | 'right' | 'behind';
  /** Whether price or call to action need room, below the product or in the copy's column. */
  offer: boolean;
  /** Whether these two stand above each other. */
  isStacked?: boolean;
}

/** Reads the zones from a spec; nothing of what the copy says. */
export function copyZones(
  { text, composition }: AdSpec,
  canvas: { width: number; height: number },
): CopyZones {
  const title = hasTitle(text);
  const offer = hasOffer(text);
  const format = adFormat(canvas);
  if (format === 'wide' || format === 'banner') {
    if (!title && !offer) return { offer };
    if (composition?.mode === CompositionMode.BEHIND && title) return { title: 'behind', offer };
    return { title: text?.alignment === TextAlignment.RIGHT ? 'right' : 'left', offer };
  }
  const offers = { offer, isStacked: hasStackedOffer(text, canvas) };
  if (!title) return offers;
  if (text?.position === TextPosition.BOTTOM) return { title: 'below', ...offers };
  return { title: text?.position === TextPosition.CENTER ? 'middle' : 'above', ...offers };
}
