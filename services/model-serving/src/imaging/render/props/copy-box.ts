import type { Layout } from '../layout.ts';
import type { CanvasBox } from './scatter-props.ts';

/** Where the ad's copy will most likely stand: the larger of the parts above and below the product, or the middle. */
export function copyBox({ camera: { width, height } }: Layout, product: CanvasBox | undefined): CanvasBox {
  if (product === undefined)
    return { left: 0.14 * width, top: 0.04 * height, right: 0.86 * width, bottom: 0.84 * height };
  const isBelow = height - product.bottom > product.top;
  return isBelow
    ? { left: 0.06 * width, top: product.bottom, right: 0.94 * width, bottom: height }
    : { left: 0.06 * width, top: 0, right: 0.94 * width, bottom: product.top };
}
