import type { Placement } from '@nanococoa/proto/common/v1/scene.ts';
import type { MaskAssessment } from '../imaging/cutout/assess-mask.ts';
import { cutOut } from '../imaging/cutout/cut-out.ts';
import { decodeImage } from '../imaging/io/decode-image.ts';
import { encodeImage, PNG } from '../imaging/io/encode-image.ts';
import { createPacer } from '../imaging/pace/pacer.ts';
import { tickWhile } from '../imaging/pace/tick-while.ts';
import { buildProxy, type ProxyDisc } from '../imaging/product/build-proxy.ts';
import type { PlacedProduct } from '../imaging/product/place-product.ts';
import { prepareProduct } from '../imaging/product/prepare-product.ts';
import type { CopyZones } from '../imaging/render/copy-zones.ts';
import type { Layout } from '../imaging/render/layout.ts';
import type { ScenePlan } from '../imaging/scene/scene-plan.ts';
import type { StepContext, StepPicture } from './step-context.ts';

export interface SegmentedPhoto {
  layout: Layout;
  /** The product's stand-in for shadows; empty without product. */
  discs: ProxyDisc[];
  /** Absent without product. */
  placed?: PlacedProduct;
  placement?: Placement | undefined;
  cutout?: StepPicture;
  /** Confidence is absent when the photo brought its own transparency. */
  assessment?: Omit<MaskAssessment, 'confidence'> & { confidence?: number };
}

export interface SegmentOptions {
  photo?: Buffer;
  plan: ScenePlan;
  width: number;
  height: number;
  scale: number;
  /** Elevation from which the product is seen, degrees; undefined: estimated from the photo. */
  elevationDeg: number | undefined;
  /** Where the foot's middle is wished to stand, fractions of the canvas; undefined: the layout chooses. */
  x: number | undefined;
  y: number | undefined;
  /** Where copy will stand. */
  copy: CopyZones;
  /** The part of the step that this is, 0..1. */
  share: number;
}

/**
 * The first part of step 1: from the photo's bytes to the product in its place on the canvas. The photo's pixels,
 * up to 256 MB, are not kept beyond it.
 */
export async function segmentPhoto(
  { photo, share, ...scene }: SegmentOptions,
  context: StepContext,
): Promise<SegmentedPhoto> {
  const tell = (fraction: number, message: string) =>
    context.progress(share * fraction, 'segmentation', message);
  if (photo === undefined) return { layout: prepareProduct(scene).layout, discs: [] };
  tell(0, 'Reading the photo');
  const picture = await tickWhile(decodeImage(photo), 200, (fraction) =>
    tell(0.1 * fraction, 'Reading the photo'),
  );
  tell(0.1, 'Finding the product');
  const cutout = await cutOut(picture, {
    inferMask: (tensor) => context.inferMask(tensor),
    onProgress: (fraction) => tell(0.1 + 0.6 * fraction, 'Cutting the product out'),
  });
  context.preview({ ...cutout.picture, channels: 4 });
  tell(0.7, 'Measuring the product');
  const { layout, view, silhouette, placement, place } = prepareProduct({ cutout, ...scene });
  tell(0.75, 'Placing the product');
  const placed = await place?.(createPacer((fraction) => tell(0.75 + 0.1 * fraction, 'Placing the product')));
  const encoded = await tickWhile(encodeImage({ ...cutout.picture, channels: 4 }, PNG), 400, (fraction) =>
    tell(0.85 + 0.15 * fraction, 'Keeping the cut-out'),
  );
  tell(1, 'The product is cut out');
  return {
    layout,
    placed,
    placement,
    discs: silhouette && view ? buildProxy(view, layout) : [],
    cutout: encoded,
    assessment: {
      confidence: cutout.estimated ? cutout.confidence : undefined,
      warnings: cutout.warnings,
      touches: cutout.touches,
    },
  };
}
