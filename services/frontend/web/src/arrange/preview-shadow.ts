import type { CanvasBox, ProductPlace } from './product-place.ts';
import type { KeyDirection } from './widen-mask.ts';

/** A product and how it is seen. */
export interface Casting {
  place: ProductPlace;
  /** The product's box on the canvas. */
  box: CanvasBox;
  /** Width of the canvas over its height. */
  aspect: number;
  /** From how high the product is seen, degrees. */
  elevationDeg: number;
}

/** Shadows longer than this, in heights of the product, fade out before their end. */
const LONGEST = 0.55;

/** Where the dark under a product lies: a disc about its foot, as flat as the surface is seen. */
export function contactShadow({ place, box, aspect, elevationDeg }: Casting): CanvasBox {
  const reach = 0.62 * (box.right - box.left);
  const middle = (box.left + box.right) / 2;
  const depth = Math.max(0.04 * place.scale, reach * aspect * flatness(elevationDeg) * 0.8);
  return {
    left: middle - reach,
    right: middle + reach,
    top: place.y - depth * 0.8,
    bottom: Math.max(place.y, box.bottom - 0.02 * place.scale) + depth * 0.55,
  };
}

/** Where the shadow away from the light lies: the same disc, drawn on by the shadow's length. */
export function castShadow({ key, ...casting }: Casting & { key: KeyDirection }): CanvasBox {
  const { place, aspect, elevationDeg } = casting;
  const disc = contactShadow(casting);
  const tangent = Math.tan((Math.min(85, Math.max(10, key.elevationDeg)) * Math.PI) / 180);
  const length = Math.min(LONGEST, 0.5 / tangent) * place.scale;
  const azimuth = (key.azimuthDeg * Math.PI) / 180;
  // Light from the right throws it to the left, light from behind towards the viewer.
  const dx = (-Math.sin(azimuth) * length) / aspect;
  const dy = Math.cos(azimuth) * length * flatness(elevationDeg);
  return {
    left: disc.left + dx * (dx < 0 ? 1 : 0.5),
    right: disc.right + dx * (dx > 0 ? 1 : 0.5),
    top: disc.top + dy * (dy < 0 ? 1 : 0.5),
    bottom: disc.bottom + dy * (dy > 0 ? 1 : 0.5),
  };
}

/** How high a disc on the surface is seen, of its width. */
function flatness(elevationDeg: number): number {
  return Math.sin((Math.max(8, Math.min(80, elevationDeg)) * Math.PI) / 180);
}
