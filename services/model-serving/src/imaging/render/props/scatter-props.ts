import { createRandom } from '../../math/random.ts';
import type { PlacedProduct } from '../../product/place-product.ts';
import { pixelBounds } from '../../raster/pixel-bounds.ts';
import type { PropName } from '../../scene/scene-wish.ts';
import { type Layout, PRODUCT_CM } from '../layout.ts';
import { PROPS } from './prop-shapes.ts';

/** Alpha, 0..1, from which a product's pixel counts as seen. */
const VISIBLE = 0.3;

/** A prop where it lies: centimetres on the surface from the product's foot. */
export interface PropInstance {
  name: PropName;
  x: number;
  z: number;
  turnRad: number;
  scale: number;
  /** 0..1: what makes it differ from others of its kind. */
  variation: number;
}

/** A part of the canvas, pixels. */
export interface CanvasBox {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface ScatterOptions {
  layout: Layout;
  names: readonly PropName[];
  /** Of the product on the canvas, where nothing may lie. */
  product?: CanvasBox;
  /** Where the copy will stand. */
  copy?: CanvasBox;
  seed: number;
}

const ATTEMPTS = 24;
/** How far behind the product props lie at most. */
const FARTHEST_CM = 1.3 * PRODUCT_CM;
/** Free ground around the product and the copy, share of the canvas' mean side. */
const CLEARANCE = 0.018;
/** Share of its box by which what stands may be cut off by the canvas' border. */
const CUT_OFF = 0.35;

/**
 * Strews props over the surface as a stylist would: in loose groups to the left and right of the product and towards
 * the canvas' border, never on it, never before it, nor where the copy stands, never through one another.
 */
export function scatterProps({ layout, names, product, copy, seed }: ScatterOptions): PropInstance[] {
  const random = createRandom(seed ^ 0x51ab);
  const placed: PropInstance[] = [];
  const { camera } = layout;
  const highest = Math.min(0.9, camera.project(0, 0, -FARTHEST_CM)[1] / camera.height);
  const shape = Math.min(2.4, Math.max(0.6, camera.width / camera.height));
  names.forEach((name, order) => {
    const kind = PROPS[name];
    const wanted = Math.round((kind.count[0] + (kind.count[1] - kind.count[0]) * random()) * shape ** 0.5);
    // The larger group on one side, a smaller one across, as a diagonal.
    const side = (random() < 0.5 ? -1 : 1) * (order % 2 === 0 ? 1 : -1);
    const groups = [
      { u: 0.5 + side * 0.36, v: 0.83, share: 0.55 },
      { u: 0.5 - side * 0.38, v: 0.62, share: 0.85 },
      { u: 0.5 - side * 0.33, v: 0.9, share: 1 },
    ];
    for (let i = 0; i < wanted; i++) {
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const pick = random();
        const group = groups.find(({ share }) => pick < share) ?? groups[0];
        const spread = kind.clustered ? 0.085 + 0.012 * attempt : 0.3;
        const u = kind.clustered ? group.u + gauss(random) * spread : random();
        const wished = kind.clustered ? group.v + gauss(random) * spread * 0.8 : random();
        // Seen from low, a place a little higher on the canvas is far away and out of focus.
        const v = wished < highest ? Math.min(0.97, highest + (highest - wished) * 0.5) : wished;
        const candidate = {
          name,
          ...groundAt(layout, u * camera.width, v * camera.height),
          turnRad: random() * Math.PI * 2,
          scale: 0.86 + 0.3 * random(),
          variation: random(),
        };
        if (kind.stands) candidate.turnRad = (random() - 0.5) * 1.1;
        if (!fits(candidate, { layout, product, copy }, placed)) continue;
        placed.push(candidate);
        break;
      }
    }
  });
  return placed;
}

/** The canvas box of a product's visible pixels; inside out, so that nothing overlaps it, when there are none. */
export function opaqueBox(product: PlacedProduct): CanvasBox {
  const { left, top, width, height } = product;
  const box = pixelBounds({ ...product, channels: 4, channel: 3 }, VISIBLE);
  if (!box) return { left: left + width, top: top + height, right: left, bottom: top };
  return {
    left: left + box.x,
    top: top + box.y,
    right: left + box.x + box.width,
    bottom: top + box.y + box.height,
  };
}

/** The canvas box that a prop fills. */
export function propBox(layout: Layout, { name, x, z, scale }: PropInstance): CanvasBox {
  const { shape } = PROPS[name];
  const height = shape.heightCm * scale;
  const foot = shape.footCm * scale * 1.12;
  const { camera } = layout;
  const corners = [-1, 1].flatMap((i) =>
    [-1, 1].flatMap((k) => [0, height].map((y) => camera.project(x + i * foot, y, z + k * foot))),
  );
  return {
    left: Math.min(...corners.map(([px]) => px)),
    right: Math.max(...corners.map(([px]) => px)),
    top: Math.min(...corners.map(([, py]) => py)),
    bottom: Math.max(...corners.map(([, py]) => py)),
  };
}

function fits(
  candidate: PropInstance,
  { layout, product, copy }: Pick<ScatterOptions, 'layout' | 'product' | 'copy'>,
  placed: PropInstance[],
): boolean {
  const { camera, edgeY } = layout;
  const { shape, stands } = PROPS[candidate.name];
  if (!Number.isFinite(candidate.x) || !Number.isFinite(candidate.z)) return false;
  // Behind the camera or all but under it.
  if (candidate.z > camera.distanceCm - 2) return false;
  const box = propBox(layout, candidate);
  const gap = CLEARANCE * Math.sqrt(camera.width * camera.height);
  const foot = camera.project(candidate.x, 0, candidate.z)[1];
  if (foot < edgeY + gap * 1.5) return false;
  const width = box.right - box.left;
  if (box.left < -CUT_OFF * width || box.right > camera.width + CUT_OFF * width) return false;
  if (stands) {
    // What stands is drawn sharp: it has to stand about as far away as the product.
    const depth = camera.project(candidate.x, 0, candidate.z)[2] / camera.project(0, 0, 0)[2];
    if (Math.abs(depth - 1.04) > 0.16 || box.top < 0) return false;
  }
  if (product !== undefined && overlaps(box, product, gap)) return false;
  if (copy !== undefined && overlaps(box, copy, gap)) return false;
  return placed.every((other) => {
    // What stands is drawn after what lies: neither may hide the other.
    if ((stands || PROPS[other.name].stands) && overlaps(box, propBox(layout, other), 0)) return false;
    const reach = shape.footCm * candidate.scale + PROPS[other.name].shape.footCm * other.scale;
    return Math.hypot(other.x - candidate.x, other.z - candidate.z) > reach * 1.02;
  });
}

function overlaps(a: CanvasBox, b: CanvasBox, gap: number): boolean {
  return a.left < b.right + gap && a.right > b.left - gap && a.top < b.bottom + gap && a.bottom > b.top - gap;
}

/** Where the canvas point lies on the surface; not finite above the horizon. */
function groundAt({ camera }: Layout, px: number, py: number): { x: number; z: number } {
  const ray = [0, 0, 0];
  camera.ray(px, py, ray);
  const t = ray[1] < -1e-3 ? camera.heightCm / -ray[1] : Number.POSITIVE_INFINITY;
  return { x: ray[0] * t, z: camera.distanceCm + ray[2] * t };
}

/** About normal, -2..2. */
function gauss(random: () => number): number {
  return random() + random() + random() + random() - 2;
}
