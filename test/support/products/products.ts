import { candle } from './models/candle.ts';
import { creamJar } from './models/cream-jar.ts';
import { drinkCan } from './models/drink-can.ts';
import { apple, orange } from './models/fruit.ts';
import { giftBox } from './models/gift-box.ts';
import { macarons } from './models/macarons.ts';
import { perfume } from './models/perfume.ts';
import { plushBall } from './models/plush-ball.ts';
import { serumBottle } from './models/serum-bottle.ts';
import type { ProductModel } from './product.ts';

/** Every product that can be photographed. */
export const PRODUCTS = {
  'serum-bottle': serumBottle,
  'cream-jar': creamJar,
  'drink-can': drinkCan,
  perfume,
  'gift-box': giftBox,
  apple,
  orange,
  candle,
  'plush-ball': plushBall,
  macarons,
} satisfies Record<string, () => ProductModel | Promise<ProductModel>>;

export type ProductName = keyof typeof PRODUCTS;
