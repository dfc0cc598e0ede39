import type { PropName } from '../../scene/scene-wish.ts';
import type { PropShape } from './prop-shape.ts';
import { GIFT_BOX, ICE_CUBE, PINE_SPRIG, WATER_DROP } from './shapes/objects.ts';
import {
  AUTUMN_LEAF,
  CHERRY_PETAL,
  CONFETTI,
  GOLD_CONFETTI,
  GOLD_FLAKE,
  GREEN_LEAF,
  ROSE_PETAL,
} from './shapes/sheets.ts';
import { CANDLE, CITRUS_SLICE, COFFEE_BEAN, PEBBLE } from './shapes/solids.ts';

export interface PropKind {
  shape: PropShape;
  /** How many lie in a square picture, at least and at most. */
  count: [number, number];
  /** Whether they lie in little heaps. */
  clustered: boolean;
  /** Tall ones stand beside or behind the product only. */
  stands: boolean;
}

export const PROPS: Record<PropName, PropKind> = {
  'coffee beans': { shape: COFFEE_BEAN, count: [16, 26], clustered: true, stands: false },
  'rose petals': { shape: ROSE_PETAL, count: [7, 11], clustered: true, stands: false },
  'cherry petals': { shape: CHERRY_PETAL, count: [14, 24], clustered: true, stands: false },
  'green leaves': { shape: GREEN_LEAF, count: [5, 8], clustered: true, stands: false },
  'autumn leaves': { shape: AUTUMN_LEAF, count: [5, 8], clustered: true, stands: false },
  pebbles: { shape: PEBBLE, count: [6, 10], clustered: true, stands: false },
  confetti: { shape: CONFETTI, count: [34, 54], clustered: false, stands: false },
  'gold confetti': { shape: GOLD_CONFETTI, count: [52, 74], clustered: false, stands: false },
  'water drops': { shape: WATER_DROP, count: [40, 64], clustered: false, stands: false },
  'ice cubes': { shape: ICE_CUBE, count: [4, 6], clustered: true, stands: false },
  'citrus slices': { shape: CITRUS_SLICE, count: [3, 4], clustered: true, stands: false },
  'gold flakes': { shape: GOLD_FLAKE, count: [16, 28], clustered: false, stands: false },
  'pine sprigs': { shape: PINE_SPRIG, count: [3, 4], clustered: true, stands: false },
  'gift boxes': { shape: GIFT_BOX, count: [1, 2], clustered: true, stands: true },
  candles: { shape: CANDLE, count: [2, 3], clustered: true, stands: true },
};
