import type { CatalogueFont } from '@nanococoa/common/fonts/font-catalogue.ts';
import { nearestWeight } from '@nanococoa/common/fonts/typography-fonts.ts';
import { createShaper, type Shaper } from '../layout/arrange-lines.ts';
import { loadFont } from '../shaping/load-font.ts';

/** The shapers of the typography's roles: weight says what matters, tracking opens small capitals and long lines. */
export interface TypeFace {
  subline: Shaper;
  price: Shaper;
  oldPrice: Shaper;
  badge: Shaper;
  callToAction: Shaper;
}

const WEIGHTS: Readonly<Record<keyof TypeFace, number>> = {
  subline: 600,
  price: 800,
  oldPrice: 400,
  badge: 800,
  callToAction: 700,
};
/** Extra space after each glyph, em. */
const TRACKING: Readonly<Record<keyof TypeFace, number>> = {
  subline: 0.01,
  price: -0.015,
  oldPrice: 0,
  badge: 0.01,
  callToAction: 0.01,
};

/** Loads a family's fonts for the roles, each in the weight that is nearest to what the role asks for. */
export async function loadTypeFace(fonts: readonly CatalogueFont[]): Promise<TypeFace> {
  const load = async (role: keyof TypeFace): Promise<Shaper> =>
    createShaper(await loadFont(nearestWeight(fonts, WEIGHTS[role])), TRACKING[role]);
  const [subline, price, oldPrice, badge, callToAction] = await Promise.all([
    load('subline'),
    load('price'),
    load('oldPrice'),
    load('badge'),
    load('callToAction'),
  ]);
  return { subline, price, oldPrice, badge, callToAction };
}
