import type { Pixels8 } from '../../imaging/io/encode-image.ts';
import { scalePart } from '../../imaging/io/scale-part.ts';
import { latentMaskOf } from '../../imaging/painting/latent-mask.ts';
import { partStage } from '../../imaging/painting/lay-latent.ts';
import { nativePixels, pictureSize } from '../../imaging/painting/picture-size.ts';
import type { Band } from '../../imaging/painting/soft-band.ts';
import { workBox } from '../../imaging/painting/work-box.ts';
import type { Rect } from '../../imaging/text/layout/text-area.ts';
import type { DiffusionContext, DiffusionModel } from '../step-context.ts';
import { type PaintOrder, paint } from './paint.ts';
import type { Prompts } from './put-in-english.ts';
import type { Steering } from './steering.ts';

export interface RepaintOrder extends Omit<PaintOrder, 'modelId' | 'job' | 'stage'> {
  model: DiffusionModel;
  /** What is there, RGB or RGBA. */
  picture: Pixels8;
  band: Band;
  prompts: Prompts;
  steering: Steering;
  /** How far the band is painted anew, 0..1. */
  strength: number;
}

/** A part of a canvas that was painted, RGB. */
export interface PaintedPart extends Rect {
  data: Uint8Array;
}

/** What is seen around a band helps a model to go on with it: so much of the band's longer side. */
const AROUND = 0.12;

/**
 * Paints a band of a picture anew: by latent masking, on a part of the picture that a model makes well. The result covers
 * the band; outside of it it is no better than what is there.
 */
export async function repaint(context: DiffusionContext, order: RepaintOrder): Promise<PaintedPart> {
  const { model, picture, band, strength, ...rest } = order;
  const box = workBox(band, picture, {
    around: Math.round(AROUND * Math.max(band.width, band.height)),
    leastPixels: nativePixels(model.family),
  });
  const size = pictureSize(model.family, box);
  const { data: pixels } = await scalePart(picture, box, size);
  const { prompts, steering } = order;
  const made = await paint(context, {
    ...rest,
    modelId: model.id,
    stage: partStage(picture, box, band),
    job: {
      ...{ ...size, ...steering, ...prompts },
      initial: { pixels, strength, mask: latentMaskOf(band, box, size) },
    },
  });
  const { data } = await scalePart(rgb(made), { x: 0, y: 0, width: made.width, height: made.height }, box);
  return { ...box, data };
}

/** A made picture as pixels. */
export function rgb(made: { width: number; height: number; pixels: Uint8Array }): Pixels8 {
  return { width: made.width, height: made.height, channels: 3, data: made.pixels };
}
