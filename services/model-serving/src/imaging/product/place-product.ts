import sharp from 'sharp';
import type { Picture8 } from '../io/decode-image.ts';
import { runBands } from '../parallel/run-bands.ts';
import { sharedBytes, sharedFloats } from '../parallel/shared-array.ts';
import type { Box } from './silhouette.ts';
import { TURN } from './turn-product.ts';

/** The product as it stands on the canvas: straight RGBA 0..1 (sRGB values) of a part of the canvas. */
export interface PlacedProduct {
  /** Of the part's upper left pixel on the canvas; the part lies inside of the canvas. */
  left: number;
  top: number;
  width: number;
  height: number;
  /** The photo's own colours, resampled; nothing else done to them. */
  data: Float32Array;
}

export interface Placement {
  canvasWidth: number;
  canvasHeight: number;
  /** Canvas pixels for each pixel of the cut-out. */
  scale: number;
  /** Tilt to take back, degrees clockwise. */
  rollDeg: number;
  /** A point of the cut-out, and where it comes to stand on the canvas. */
  fromX: number;
  fromY: number;
  toX: number;
  toY: number;
  box: Box;
  /** Box of all that is to be kept, where that is more than the box and its edge. */
  visible?: Box;
}

/** Pixels of the cut-out kept around its box, so that soft edges are not cut. */
const MARGIN = 6;

/**
 * Resamples the cut-out to its size on the canvas (Lanczos, premultiplied), then turns and shifts it (Catmull-Rom).
 * At scale 1 without roll, and with whole-pixel positions, the pixels are the photo's, bit for bit.
 */
export async function placeProduct(
  cutout: Picture8,
  placement: Placement,
  pause?: (fraction: number) => Promise<void>,
): Promise<PlacedProduct> {
  const { scale } = placement;
  const { left, top, right, bottom } = cropBox(cutout, placement);
  const cropWidth = right - left;
  const cropHeight = bottom - top;
  const width = Math.max(1, Math.round(cropWidth * scale));
  const height = Math.max(1, Math.round(cropHeight * scale));
  const { data } = await sharp(cutout.data, {
    raw: { width: cutout.width, height: cutout.height, channels: 4 },
  })
    .extract({ left, top, width: cropWidth, height: cropHeight })
    .resize(width, height, { fit: 'fill', kernel: 'lanczos3' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const scaleX = width / cropWidth;
  const scaleY = height / cropHeight;
  const anchorX = (placement.fromX - left) * scaleX;
  const anchorY = (placement.fromY - top) * scaleY;
  return await turn(data, width, height, anchorX, anchorY, placement, pause);
}

/** The part of the cut-out that is needed: its box with the edge, and of the rest what comes to lie on the canvas. */
function cropBox(cutout: Picture8, placement: Placement): Box {
  const { box, visible = box } = placement;
  const canvas = canvasInCutout(placement);
  return {
    left: Math.max(0, Math.min(box.left - MARGIN, Math.max(visible.left, canvas.left))),
    top: Math.max(0, Math.min(box.top - MARGIN, Math.max(visible.top, canvas.top))),
    right: Math.min(cutout.width, Math.max(box.right + MARGIN, Math.min(visible.right, canvas.right))),
    bottom: Math.min(cutout.height, Math.max(box.bottom + MARGIN, Math.min(visible.bottom, canvas.bottom))),
  };
}

/** Box of the canvas in pixels of the cut-out. */
function canvasInCutout(placement: Placement): Box {
  const { canvasWidth, canvasHeight, scale, rollDeg, fromX, fromY, toX, toY } = placement;
  const cos = Math.cos((rollDeg * Math.PI) / 180) / scale;
  const sin = Math.sin((rollDeg * Math.PI) / 180) / scale;
  const corners = [-toX, canvasWidth - toX].flatMap((x) =>
    [-toY, canvasHeight - toY].map((y) => [fromX + x * cos - y * sin, fromY + x * sin + y * cos]),
  );
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  return {
    left: Math.floor(Math.min(...xs)),
    top: Math.floor(Math.min(...ys)),
    right: Math.ceil(Math.max(...xs)),
    bottom: Math.ceil(Math.max(...ys)),
  };
}

async function turn(
  data: Buffer,
  width: number,
  height: number,
  anchorX: number,
  anchorY: number,
  placement: Placement,
  pause?: (fraction: number) => Promise<void>,
): Promise<PlacedProduct> {
  const { canvasWidth, canvasHeight, rollDeg } = placement;
  const cos = Math.cos((rollDeg * Math.PI) / 180);
  const sin = Math.sin((rollDeg * Math.PI) / 180);
  // Without roll nothing is gained by half pixels: whole steps keep every pixel as it was resampled.
  const toX = rollDeg === 0 ? Math.round(placement.toX - anchorX) + anchorX : placement.toX;
  const toY = rollDeg === 0 ? Math.round(placement.toY - anchorY) + anchorY : placement.toY;
  const corners = [0, width].flatMap((x) => [0, height].map((y) => [x - anchorX, y - anchorY]));
  const xs = corners.map(([x, y]) => toX + x * cos + y * sin);
  const ys = corners.map(([x, y]) => toY - x * sin + y * cos);
  const left = Math.max(0, Math.floor(Math.min(...xs)));
  const top = Math.max(0, Math.floor(Math.min(...ys)));
  const right = Math.min(canvasWidth, Math.ceil(Math.max(...xs)));
  const bottom = Math.min(canvasHeight, Math.ceil(Math.max(...ys)));
  const part: PlacedProduct = {
    left,
    top,
    width: Math.max(1, right - left),
    height: Math.max(1, bottom - top),
    data: sharedFloats(Math.max(1, right - left) * Math.max(1, bottom - top) * 4),
  };
  const pixels = sharedBytes(data.length);
  pixels.set(data);
  await runBands({
    kernel: TURN,
    context: { part, source: { data: pixels, width, height }, anchorX, anchorY, toX, toY, cos, sin },
    writes: [part.data],
    rows: part.height,
    rowPixels: 4 * part.width,
    pause,
  });
  return part;
}
