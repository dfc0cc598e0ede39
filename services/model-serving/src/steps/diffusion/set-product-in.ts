import type { Scene } from '@nanococoa/proto/common/v1/scene.ts';
import type { Picture8 } from '../../imaging/io/decode-image.ts';
import { createPacer } from '../../imaging/pace/pacer.ts';
import { mixRadiance, pictureRadiance } from '../../imaging/painting/picture-radiance.ts';
import { setOnGround } from '../../imaging/painting/set-on-ground.ts';
import { type Band, softBand } from '../../imaging/painting/soft-band.ts';
import { drawMask } from '../../imaging/product/draw-mask.ts';
import type { PlacedProduct } from '../../imaging/product/place-product.ts';
import type { RelightPlan } from '../../imaging/product/relight.ts';
import type { Raster } from '../../imaging/raster/raster.ts';
import { finishPicture, wrapMask } from '../../imaging/render/finish.ts';
import { LIGHT_WRAP } from '../background-step.ts';
import type { BackgroundBegin } from '../begin-background.ts';
import type { DiffusionContext, DiffusionModel } from '../step-context.ts';
import { promptsFor } from './prompts-for.ts';
import { repaint } from './repaint.ts';
import { steeringOf } from './steering.ts';

export interface ProductSetting {
  /** What the model painted, of the canvas' size. */
  scenery: Picture8;
  /** What was estimated from it. */
  scene: Scene;
  begin: BackgroundBegin;
  placed: PlacedProduct;
  model: DiffusionModel;
}

/** What a model painted is shown as it is. */
const AS_IT_IS = { exposure: 1, vignette: 0, grain: 0, saturation: 1, contrast: 1, bloom: 0 };
/** Half width of the band around product and shadow, of the picture's side. */
const BAND = 0.02;
/** A shadow counts as fully as the product from this part of the light on. */
const SHADOW_GAIN = 4;

/**
 * Sets the product into painted scenery: its shadows fall, light wraps round its edge, and where the model can, a band
 * around product and shadow is painted anew, so that both belong to the scene. The product's own pixels come last: they are
 * the photo's under the declared re-light, whatever was painted.
 */
export async function setProductIn(
  { scenery, scene, begin, placed, model }: ProductSetting,
  context: DiffusionContext,
): Promise<{ pixels: Uint8Array; edge: Raster; relight: RelightPlan }> {
  const { input, plan, arrangement, layout, discs, strength, width, height } = begin;
  const { background } = input.spec;
  const paced = (from: number, to: number) =>
    createPacer((fraction) =>
      context.progress(from + (to - from) * fraction, SUB_STEP, 'Setting the product into the scene.'),
    );
  const radiance = pictureRadiance({ ...scenery, channels: 4 });
  const { relight, shade } = await setOnGround(
    radiance,
    { placed, layout, discs, strength },
    scene,
    { plan, yawDeg: arrangement.yawDeg },
    paced(0.7, 0.74),
  );
  const edge = await wrapMask(placed);
  const finish = (pause: (fraction: number) => Promise<void>) =>
    finishPicture(radiance, {
      ...AS_IT_IS,
      product: { placed, edge, relight, wrap: LIGHT_WRAP * strength },
      pause,
    });
  const pixels = await finish(paced(0.74, 0.78));
  const band = await bandAround(drawMask(placed, width, height), shade, { width, height });
  if (strength === 0 || band === undefined) return { pixels, edge, relight };
  if (!model.tasks.includes('inpainting')) {
    const message = `${model.id} cannot paint a picture further: the product was set in by light and shadow alone.`;
    context.warn({ reason: 'PRODUCT_NOT_BLENDED', message });
    return { pixels, edge, relight };
  }

  const picture = { width, height, channels: 3, data: pixels } as const;
  context.preview(picture);
  const painted = await repaint(context, {
    ...{ model, picture, band, strength },
    prompts: promptsFor(context, model.id, {
      prompt: background?.compositionPrompt,
      negativePrompt: background?.compositionNegativePrompt,
    }),
    steering: steeringOf(input.spec, 'background'),
    ...{ from: 0.78, to: 0.92, subStep: SUB_STEP, doing: 'Blending the product into the scene' },
  });
  mixRadiance(radiance, painted, band);
  return { pixels: await finish(paced(0.92, 0.95)), edge, relight };
}

const SUB_STEP = 'feature_injection';

function bandAround(
  mask: Uint8Array,
  shade: Uint8Array,
  canvas: { width: number; height: number },
): Promise<Band | undefined> {
  const along = mask.map((value, i) => Math.max(value, Math.min(255, SHADOW_GAIN * shade[i])));
  const widthPx = BAND * Math.sqrt(canvas.width * canvas.height);
  return softBand({ along, over: mask, canvas, widthPx });
}
