import { type Camera, createCamera } from '../camera/camera.ts';
import type { CopyZones } from './copy-zones.ts';
import { frameProduct } from './frame-product.ts';

/** What must be known of the product to place it; lengths in pixels of the cut-out, after its roll was taken back. */
export interface ProductShape {
  width: number;
  height: number;
  /** Distance of the foot's middle below the top of the product's box, and from the box's left. */
  baseX: number;
  baseY: number;
  /** Radius of its foot. */
  baseRadius: number;
  elevationDeg: number;
}

export interface Layout {
  camera: Camera;
  /** Canvas pixels for each pixel of the cut-out. */
  productScale: number;
  /** Where the foot's middle stands on the canvas: the projection of the origin. */
  baseX: number;
  baseY: number;
  /**
   * How far below the projection of the origin the middle of the product's foot has to be drawn, canvas pixels: a
   * product seen from a little higher than its photo keeps its front edge where the shadow begins.
   */
  footShift: number;
  /** Centimetres for each pixel of the cut-out. */
  cmPerPixel: number;
  /** Canvas row where the surface ends and the backdrop begins; 0: the surface fills the canvas. */
  edgeY: number;
}

export interface LayoutOptions {
  width: number;
  height: number;
  /** Product height over canvas height; with a place for the foot it is taken as it is. */
  scale: number;
  product: ProductShape;
  /** Where the foot's middle is wished to stand, fractions of the canvas; undefined: where the copy leaves room. */
  x?: number | undefined;
  y?: number | undefined;
  /** Where copy will stand. */
  copy: CopyZones;
  /** Whether anything but the surface is to be seen behind a product that is seen from above. */
  hasBackdrop: boolean;
}

/** Size that a product is taken to have: the longer side of its box. */
export const PRODUCT_CM = 17;
const FLAT_LAY_DEG = 64;

/** Lowest place of a foot, and in a strip, where the product takes all of the height. */
const LOWEST_FOOT = 0.85;
const LOWEST_IN_STRIP = 0.955;

/**
 * Places the product and a camera that sees the scene as the photo's camera saw the product: its axis goes through the
 * product's foot wherever that stands, as with a shifted lens, so a product at the side is not seen askew.
 */
export function layOut(options: LayoutOptions): Layout {
  const { width, height, product, hasBackdrop } = options;
  const frame = frameProduct({ ...options, shape: product.width / product.height });
  // Whoever has set the product down has seen how large it is there.
  const isSetDown = options.x !== undefined && options.y !== undefined;
  const boxHeight = isSetDown ? options.scale : frame.height;
  const productScale = (boxHeight * height) / product.height;
  const below = ((product.height - product.baseY) * productScale) / height;
  const lowest = frame.height > 0.55 ? LOWEST_IN_STRIP : LOWEST_FOOT;
  const footY = (options.y ?? Math.min(lowest, Math.max(frame.highestFoot, frame.bottom - below))) * height;
  const boxLeft = frame.middle * width - (product.width / 2) * productScale;
  const baseX = options.x === undefined ? boxLeft + product.baseX * productScale : options.x * width;

  const tanHalf = Math.min(0.5, Math.max(0.1, 0.33 * Math.sqrt(height / width)));
  const focal = height / 2 / tanHalf;
  const photographed = (product.elevationDeg * Math.PI) / 180;
  // Looking up would hide the surface: a product photographed from very low is seen from a little higher.
  const higher = Math.max(photographed, Math.atan((footY - height / 2) / focal));
  const footShift =
    product.baseRadius * productScale * Math.max(0, Math.sin(higher) - Math.sin(photographed));
  const baseY = footY - footShift;
  const belowAxis = Math.atan((baseY - height / 2) / focal);
  const elevation = Math.max(photographed, belowAxis);
  const pitch = elevation - belowAxis;
  const cmPerPixel = PRODUCT_CM / Math.max(product.width, product.height);
  const pixelsPerCm = productScale / cmPerPixel;
  const distance = focal / pixelsPerCm / Math.cos(belowAxis);
  const camera = createCamera({
    width,
    height,
    heightCm: distance * Math.sin(elevation),
    distanceCm: distance * Math.cos(elevation),
    pitchDeg: (pitch * 180) / Math.PI,
    verticalFovDeg: (Math.atan(tanHalf) * 360) / Math.PI,
    centreX: baseX,
  });
  const horizonY = height / 2 - Math.tan(pitch) * focal;
  const top = Math.max(0.2, Math.min(0.32, (baseY - product.baseY * productScale) / height - 0.06)) * height;
  const elevationDeg = (elevation * 180) / Math.PI;
  const filled = elevationDeg > FLAT_LAY_DEG || (!hasBackdrop && horizonY < -0.02 * height);
  return {
    camera,
    productScale,
    baseX,
    baseY,
    footShift,
    cmPerPixel,
    edgeY: filled ? 0 : Math.max(top, horizonY + 0.035 * height),
  };
}
