import type { ProxyDisc } from '../product/build-proxy.ts';
import type { PlacedProduct } from '../product/place-product.ts';
import type { ScenePlan } from '../scene/scene-plan.ts';
import type { Arrangement } from './arrange-scene.ts';
import type { Layout } from './layout.ts';

/** What a background is rendered from. */
export interface BackgroundOptions {
  plan: ScenePlan;
  arrangement: Arrangement;
  layout: Layout;
  /** The product's stand-in for shadows; empty: no product. */
  discs: ProxyDisc[];
  /** The product on the canvas, for what a glossy surface mirrors of it. */
  product?: PlacedProduct;
  cacheDir: string;
  /** Fraction of this work, 0..1, and what is done next. */
  onProgress(fraction: number, message: string): void;
}
