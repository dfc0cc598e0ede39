import type { Camera } from '../camera/camera.ts';
import type { ProxyDisc } from '../product/build-proxy.ts';
import type { PlacedProduct } from '../product/place-product.ts';

/** For each column of the canvas where the product's lower outline is, and how closely it touches the surface, 0..1. */
export interface ContactLine {
  y: Float32Array;
  touches: Float32Array;
}

/** Outline as far above the foot's front as this, in centimetres, lets the light in. */
const OPEN_CM = 0.45;
/** Slices this far above the lowest, in centimetres, are where the product stands, too. */
const FOOT_CM = 0.1;
const CIRCLE = 48;

/** Compares the product's lower outline with the front of its foot, column by column. */
export function contactLine({
  camera,
  product,
  discs,
}: {
  camera: Camera;
  product: PlacedProduct;
  discs: ProxyDisc[];
}): ContactLine {
  const y = new Float32Array(camera.width).fill(-1);
  const touches = new Float32Array(camera.width);
  const front = frontOf(camera, discs);
  const open = OPEN_CM * camera.pixelsPerCm(camera.project(0, 0, 0)[2]);
  for (let x = 0; x < product.width; x++) {
    const column = product.left + x;
    if (front[column] < 0) continue;
    const bottom = bottomOf(product, x, front[column] - product.top - 2 * open);
    if (bottom < 0) continue;
    y[column] = product.top + bottom;
    const gap = Math.max(0, front[column] - y[column] - 1) / open;
    touches[column] = Math.max(0, 1 - gap) ** 2;
  }
  return { y, touches };
}

/** The canvas row of the foot's front in each column; -1: no foot there. */
function frontOf(camera: Camera, discs: ProxyDisc[]): Float32Array {
  const front = new Float32Array(camera.width).fill(-1);
  const lowest = Math.min(...discs.map(({ heightCm }) => heightCm));
  for (const disc of discs) {
    if (disc.heightCm > lowest + FOOT_CM) continue;
    const points = outlineOf(disc).map(([x, z]) => camera.project(x, 0, z));
    points.forEach(([x0, y0], i) => {
      const [x1, y1] = points[(i + 1) % points.length];
      const first = Math.max(0, Math.ceil(Math.min(x0, x1) - 0.5));
      const last = Math.min(camera.width - 1, Math.floor(Math.max(x0, x1) - 0.5));
      for (let x = first; x <= last; x++) {
        const share = x1 === x0 ? 0 : (x + 0.5 - x0) / (x1 - x0);
        front[x] = Math.max(front[x], y0 + (y1 - y0) * share);
      }
    });
  }
  return front;
}

/** Points around a slice, on the surface. */
function outlineOf({ xCm, zCm, radiusCm, sides }: ProxyDisc): Array<[number, number]> {
  if (sides === undefined) {
    return Array.from({ length: CIRCLE }, (_, i) => {
      const angle = (i / CIRCLE) * 2 * Math.PI;
      return [xCm + radiusCm * Math.sin(angle), zCm + radiusCm * Math.cos(angle)];
    });
  }
  const count = sides.length / 3;
  return Array.from({ length: count }, (_, i) => {
    const a = i * 3;
    const b = ((i + 1) % count) * 3;
    // Where two neighbouring sides meet.
    const det = sides[a] * sides[b + 1] - sides[a + 1] * sides[b];
    const safe = Math.abs(det) < 1e-6 ? 1e-6 : det;
    return [
      xCm + (sides[a + 2] * sides[b + 1] - sides[a + 1] * sides[b + 2]) / safe,
      zCm + (sides[a] * sides[b + 2] - sides[a + 2] * sides[b]) / safe,
    ];
  });
}

/** Where the lowest opaque pixel of a column ends, to a part of a pixel; -1: above `highest`, or none. */
function bottomOf({ width, height, data }: PlacedProduct, x: number, highest: number): number {
  for (let y = height - 1; y >= Math.max(0, highest); y--) {
    const alpha = data[(y * width + x) * 4 + 3];
    if (alpha <= 0.5) continue;
    const under = y + 1 < height ? data[((y + 1) * width + x) * 4 + 3] : 0;
    return y + Math.min(1, alpha) + under;
  }
  return -1;
}
