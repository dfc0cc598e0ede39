import type { Picture8 } from '../../../services/model-serving/src/imaging/io/decode-image.ts';
import { aimCamera } from './camera.ts';
import { PRODUCTS, type ProductName } from './products.ts';
import { type Hit, march } from './trace.ts';

/** A product's outline with what only its maker can know. */
export interface ProductOutline {
  /** Black; opaque where the product is. */
  picture: Picture8;
  /** Elevation of the camera above the horizon, seen from the middle of the product's foot. */
  footElevationDeg: number;
  /** Where the middle of the foot appears, pixels. */
  footX: number;
  footY: number;
  pixelsPerCm: number;
}

/** Samples a pixel's side, where the outline passes. */
const FINE = 3;

/**
 * Traces where a product is in its photo, without shading it: much faster than the whole photo. Fur counts as far as
 * it is more than half opaque.
 */
export async function traceOutline(
  name: ProductName,
  { width, elevationDeg, turnDeg }: { width: number; elevationDeg?: number; turnDeg?: number },
): Promise<ProductOutline> {
  const made = await PRODUCTS[name]();
  const model = {
    ...made,
    elevationDeg: elevationDeg ?? made.elevationDeg,
    turnDeg: turnDeg ?? made.turnDeg,
  };
  const height = Math.round(width / model.aspect);
  const camera = aimCamera(model, width, height);
  const { origin, box } = camera;
  const radius = Math.hypot(model.halfWidth, model.halfDepth, model.height);
  const distance = Math.hypot(origin[0], origin[1], origin[2]);
  const data = Buffer.alloc(width * height * 4);
  const direction = [0, 0, 0];
  const hit: Hit = { t: 0, part: -1 };
  const isHit = (x: number, y: number): boolean => {
    camera.ray(x, y, direction);
    if (
      model.fur &&
      passesBall(origin, direction, model.fur.centre, model.fur.radius + 0.3 * model.fur.length)
    ) {
      return true;
    }
    return march(model, origin, direction, distance - radius, distance + radius, -1, hit);
  };
  const coverage = (x: number, y: number): number => {
    let covered = 0;
    for (let k = 0; k < FINE * FINE; k++) {
      if (isHit(x + ((k % FINE) + 0.5) / FINE, y + (Math.floor(k / FINE) + 0.5) / FINE)) covered++;
    }
    return covered / (FINE * FINE);
  };
  const columns = box.right - box.left + 1;
  const corners = new Uint8Array(columns * (box.bottom - box.top + 1));
  for (let i = 0; i < corners.length; i++) {
    corners[i] = isHit(box.left + (i % columns), box.top + Math.floor(i / columns)) ? 1 : 0;
  }
  for (let y = box.top; y < box.bottom; y++) {
    for (let x = box.left; x < box.right; x++) {
      const at = (y - box.top) * columns + x - box.left;
      const sum = corners[at] + corners[at + 1] + corners[at + columns] + corners[at + columns + 1];
      data[(y * width + x) * 4 + 3] = sum % 4 === 0 ? sum * 63.75 : Math.round(255 * coverage(x, y));
    }
  }
  const [footX, footY] = camera.project(0, 0, 0);
  return {
    picture: { width, height, data, hasAlpha: true },
    footElevationDeg: (Math.atan2(origin[1], Math.hypot(origin[0], origin[2])) * 180) / Math.PI,
    ...{ footX, footY, pixelsPerCm: camera.pixelsPerCm },
  };
}

function passesBall(o: number[], d: number[], centre: readonly number[], radius: number): boolean {
  const to = centre.map((value, i) => value - o[i]);
  const along = to[0] * d[0] + to[1] * d[1] + to[2] * d[2];
  return to[0] ** 2 + to[1] ** 2 + to[2] ** 2 - along ** 2 < radius ** 2;
}
