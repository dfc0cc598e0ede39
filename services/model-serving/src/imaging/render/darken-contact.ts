import type { ProxyDisc } from '../product/build-proxy.ts';
import type { PlacedProduct } from '../product/place-product.ts';
import type { Raster } from '../raster/raster.ts';
import { type ContactLine, contactLine } from './contact-line.ts';
import type { Layout } from './layout.ts';

export interface ContactOptions {
  layout: Layout;
  product: PlacedProduct;
  /** The product's stand-in for shadows: its lowest slices are where it touches the surface. */
  discs: ProxyDisc[];
  /** Strength of the product's shadows, 0..1. */
  shadow: number;
}

/** Seen from higher than this, what touches the surface lies hidden under the rim, whose shade is weaker and wider. */
const HIGHEST_RAD = 0.6;
const UNDER_RIM = 0.5;
/** The foot of a product with such a rim, of the rim's radius. */
const OVERHANG = 0.7;
/** How far, in centimetres, the narrow gap under a product's edge shuts light out. */
const REACH_CM = 0.3;
const DEPTH = 0.72;
/** Beside a step of the outline the dark line falls off like this, rows a column. */
const STEEPEST = 1.2;

/**
 * The thin dark line where a product meets the surface, finer than the light map's cells: the surface darkens towards
 * the product's lower outline wherever that lies on the front of its foot, and less where it rises from it.
 */
export function darkenContact(picture: Raster, { layout, product, discs, shadow }: ContactOptions): void {
  if (shadow === 0 || discs.length === 0) return;
  const { camera } = layout;
  const elevation = Math.atan2(camera.heightCm, camera.distanceCm);
  const depth = DEPTH * shadow * (elevation > HIGHEST_RAD && hasRim(discs) ? UNDER_RIM : 1);
  const pixelsPerCm = camera.pixelsPerCm(camera.project(0, 0, 0)[2]);
  const reach = Math.max(1.2, REACH_CM * pixelsPerCm * (0.25 + Math.sin(elevation)));
  const seen = contactLine({ camera, product, discs });
  const line = spread(seen, reach);
  for (let x = 0; x < picture.width; x++) {
    const touches = line.touches[x];
    if (touches <= 0.01) continue;
    const edge = line.y[x];
    const last = Math.min(picture.height, edge + reach * 4);
    // Beside a step the dark begins where the product ends.
    const first = Math.floor(seen.touches[x] > 0 ? Math.min(edge, seen.y[x]) : edge) - 2;
    for (let y = Math.max(0, first); y < last; y++) {
      const factor = 1 - depth * touches * Math.exp(-Math.max(0, y + 0.5 - edge) / reach);
      const at = (y * picture.width + x) * 3;
      for (let c = 0; c < 3; c++) picture.data[at + c] *= factor;
    }
  }
}

/** Whether the product reaches out over its foot all around, as a saucer does. */
function hasRim(discs: ProxyDisc[]): boolean {
  const foot = discs.reduce((low, disc) => (disc.heightCm < low.heightCm ? disc : low));
  const widest = Math.max(...discs.map(({ radiusCm }) => radiusCm));
  return foot.radiusCm < widest * OVERHANG;
}

/** Lets the line run out beyond its ends, over columns where the outline leaves the foot, and around its steps. */
function spread({ y, touches }: ContactLine, reach: number): ContactLine {
  const keep = Math.exp(-1 / reach);
  const out = { y: y.slice(), touches: touches.slice() };
  const hand = (x: number, before: number): void => {
    const handed = out.touches[before] * keep;
    const lower = out.y[before] - STEEPEST;
    if (handed > out.touches[x]) {
      out.touches[x] = handed;
      out.y[x] = out.y[before];
    } else if (handed > 0.5 * out.touches[x] && lower > out.y[x]) {
      out.y[x] = lower;
    }
  };
  for (let x = 1; x < y.length; x++) hand(x, x - 1);
  for (let x = y.length - 2; x >= 0; x--) hand(x, x + 1);
  return out;
}
