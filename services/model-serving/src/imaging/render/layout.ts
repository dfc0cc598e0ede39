import { type Camera, createCamera } from '../camera/camera.ts';

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
  /** Product height over canvas height. */
  scale: number;
  product: ProductShape;
  /** Whether the copy will stand below the product instead of above it. */
  copyBelow: boolean;
  /** Whether anything but the surface is to be seen behind a product that is seen from above. */
  hasBackdrop: boolean;
}

/** Size that a product is taken to have: the longer side of its box. */
export const PRODUCT_CM = 17;
const WIDEST = 0.84;
/** The upper or lower part that is left to the copy when the product's size allows. */
const COPY_SHARE = 0.385;
/** What stays free above a product whose copy stands below it. */
const HEADROOM = 0.06;
const FLAT_LAY_DEG = 64;

/**
 * Places the product and a camera that sees the scene as the photo's camera saw the product. The foot stands at
 * 0.55 to 0.85 of the height, or higher when the copy comes below it; the product in the middle, the copy's
 * third free as far as its size allows.
 */
export function layOut(options: LayoutOptions): Layout {
  const { width, height, scale, product, copyBelow, hasBackdrop } = options;
  const productScale = Math.min((scale * height) / product.height, (WIDEST * width) / product.width);
  const tall = product.height * productScale;
  const share = tall / height;
  const bottom = copyBelow
    ? Math.max(1 - COPY_SHARE, Math.min(0.95, HEADROOM + share))
    : Math.min(0.95, Math.max(0.8, COPY_SHARE + share));
  const wanted = bottom - ((product.height - product.baseY) * productScale) / height;
  const footY = Math.min(0.85, Math.max(copyBelow ? 0.3 : 0.55, wanted)) * height;

  const tanHalf = Math.min(0.5, Math.max(0.1, 0.33 * Math.sqrt(height / width)));
  const focal = height / 2 / tanHalf;
  const photographed = (product.elevationDeg * Math.PI) / 180;
  // Looking up would hide the surface: a product photographed from very low is seen from a little higher.
  const higher = Math.max(photographed, Math.atan((footY - height / 2) / focal));
  const footShift =
    product.baseRadius * productScale * Math.max(0, Math.sin(higher) - Math.sin(photographed));
  const baseY = footY - footShift;
  const below = Math.atan((baseY - height / 2) / focal);
  const elevation = Math.max(photographed, below);
  const pitch = elevation - below;
  const cmPerPixel = PRODUCT_CM / Math.max(product.width, product.height);
  const pixelsPerCm = productScale / cmPerPixel;
  const distance = focal / pixelsPerCm / Math.cos(below);
  const camera = createCamera({
    width,
    height,
    heightCm: distance * Math.sin(elevation),
    distanceCm: distance * Math.cos(elevation),
    pitchDeg: (pitch * 180) / Math.PI,
    verticalFovDeg: (Math.atan(tanHalf) * 360) / Math.PI,
  });
  const horizonY = height / 2 - Math.tan(pitch) * focal;
  const top = Math.max(0.2, Math.min(0.32, (baseY - product.baseY * productScale) / height - 0.06)) * height;
  const elevationDeg = (elevation * 180) / Math.PI;
  const filled = elevationDeg > FLAT_LAY_DEG || (!hasBackdrop && horizonY < -0.02 * height);
  return {
    camera,
    productScale,
    baseX: width / 2,
    baseY,
    footShift,
    cmPerPixel,
    edgeY: filled ? 0 : Math.max(top, horizonY + 0.035 * height),
  };
}
