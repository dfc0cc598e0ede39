import type { Camera, Placement } from '@nanococoa/proto/common/v1/scene.ts';
import type { PixelBox } from './find-box.ts';
import type { ProductPlace } from './product-place.ts';
import { footInPicture } from './surface-scale.ts';

/** How the cut-out lies on the canvas of step 1's result. Lengths of the cut-out in its full size. */
export interface Standing {
  place: ProductPlace;
  /** The foot in the cut-out, pixels. */
  footX: number;
  footY: number;
  /** Height of the product's box in the cut-out after its roll was taken back, pixels. */
  boxHeight: number;
  /** Tilt that was taken back, degrees clockwise. */
  rollDeg: number;
  /** From how high the product is seen, degrees; undefined: not known. */
  elevationDeg: number | undefined;
  /** Whether it rises from the canvas's lower edge, whatever y is. */
  risesFromEdge: boolean;
}

/** How the product stands, as step 1 told it. @param canvasHeight Pixels of step 1's result */
export function reportedStanding(placement: Placement, canvasHeight: number): Standing {
  const { x, y, scale, elevationDeg, rollDeg, risesFromEdge } = placement;
  return {
    place: { x, y, scale },
    footX: placement.cutoutFootX,
    footY: placement.cutoutFootY,
    boxHeight: (scale * canvasHeight) / placement.cutoutScale,
    rollDeg,
    elevationDeg,
    risesFromEdge,
  };
}

export interface MeasureOptions {
  /** The product's box in step 1's result and in the cut-out, each in pixels of that picture. */
  maskBox: PixelBox;
  cutoutBox: PixelBox;
  canvas: { width: number; height: number };
  /** The scene's camera, which looks at the foot. */
  camera: Camera | undefined;
  /** Where the spec wants the foot. */
  asked: { x?: number | undefined; y?: number | undefined };
}

/** A foot is this far above the lower end of the box where nothing tells more: seen from about 20 degrees. */
const FOOT_ABOVE_BOTTOM = 0.1;

/** How the product stands in a picture of a version that did not tell: read from its mask. */
export function measuredStanding({ maskBox, cutoutBox, canvas, camera, asked }: MeasureOptions): Standing {
  const drawn = maskBox.bottom - maskBox.top;
  const boxHeight = cutoutBox.bottom - cutoutBox.top;
  // Cut off by the canvas, the mask's height is not the product's: its width tells how large it is drawn.
  const isCut = maskBox.top === 0 || maskBox.bottom >= canvas.height;
  const pixels = isCut
    ? (maskBox.right - maskBox.left) / (cutoutBox.right - cutoutBox.left)
    : drawn / boxHeight;
  const inside = (y: number | undefined) =>
    y !== undefined && y * canvas.height > maskBox.top && y * canvas.height <= maskBox.bottom ? y : undefined;
  const x = asked.x ?? (maskBox.left + maskBox.right) / 2 / canvas.width;
  const y =
    asked.y ??
    inside(camera && footInPicture(camera)) ??
    (maskBox.bottom - FOOT_ABOVE_BOTTOM * drawn) / canvas.height;
  return {
    place: { x, y, scale: (boxHeight * pixels) / canvas.height },
    footX: cutoutBox.left + (x * canvas.width - maskBox.left) / pixels,
    footY: cutoutBox.top + (y * canvas.height - maskBox.top) / pixels,
    boxHeight,
    rollDeg: 0,
    elevationDeg: camera && (Math.atan2(camera.heightCm, camera.distanceCm) * 180) / Math.PI,
    risesFromEdge: false,
  };
}
