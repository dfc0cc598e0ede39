import type { Layout } from '../layout.ts';
import type { CanvasBox } from './scatter-props.ts';

/** Where the ad's copy will most likely stand: the largest of the parts around the product, or the middle. */
export function copyBox({ camera: { width, height } }: Layout, product: CanvasBox | undefined): CanvasBox {
  if (product === undefined)
    return { left: 0.22 * width, top: 0.04 * height, right: 0.78 * width, bottom: 0.8 * height };
  const around: CanvasBox[] = [
    { left: 0.06 * width, top: 0, right: 0.94 * width, bottom: product.top },
    { left: 0.06 * width, top: product.bottom, right: 0.94 * width, bottom: height },
    { left: 0, top: 0.08 * height, right: product.left, bottom: 0.85 * height },
    { left: product.right, top: 0.08 * height, right: width, bottom: 0.85 * height },
  ];
  return around.reduce((best, box) => (area(box) > area(best) ? box : best));
}

function area({ left, top, right, bottom }: CanvasBox): number {
  return Math.max(0, right - left) * Math.max(0, bottom - top);
}
