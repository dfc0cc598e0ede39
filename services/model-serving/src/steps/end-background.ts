import type { StepReport } from '@nanococoa/proto/common/v1/job.ts';
import type { Scene } from '@nanococoa/proto/common/v1/scene.ts';
import { measurePalette } from '../imaging/color/measure-palette.ts';
import { encodeImage, PNG } from '../imaging/io/encode-image.ts';
import { createPacer } from '../imaging/pace/pacer.ts';
import { tickWhile } from '../imaging/pace/tick-while.ts';
import { drawMask } from '../imaging/product/draw-mask.ts';
import { measureDeviation } from '../imaging/product/measure-deviation.ts';
import type { RelightPlan } from '../imaging/product/relight.ts';
import type { Raster } from '../imaging/raster/raster.ts';
import type { BackgroundBegin } from './begin-background.ts';
import type { StepPicture } from './step-context.ts';

export interface BackgroundResult {
  result: StepPicture;
  /** The product on transparency at the photo's resolution. */
  cutout?: StepPicture;
  /** Where the product stands in the result, grey PNG. */
  productMask?: StepPicture;
  scene: Scene;
  report: StepReport;
}

export interface FinishedBackground {
  /** 8-bit sRGB of the canvas, RGB. */
  pixels: Uint8Array;
  /** How the product was set in; absent without product. */
  set?: { edge: Raster; relight: RelightPlan } | undefined;
  /** The scene with the picture's palette. */
  describe(palette: string[]): Scene;
}

/**
 * Measures and encodes what step 1 made.
 *
 * @param tell Hears of the part done, 0..1.
 */
export async function endBackground(
  { input, width, height, placed, cutout, assessment }: BackgroundBegin,
  { pixels, set, describe }: FinishedBackground,
  tell: (fraction: number) => void,
): Promise<BackgroundResult> {
  const { output } = input.spec;
  const pause = createPacer((fraction) => tell(0.25 * fraction));
  const deviation = placed && set && (await measureDeviation(pixels, width, { placed, ...set }, pause));
  await pause(1);
  const mask = placed && drawMask(placed, width, height);
  const encoding = { mediaType: output?.mediaType ?? 'image/png', quality: output?.quality ?? 90 };
  const result = await tickWhile(
    encodeImage({ width, height, channels: 3, data: pixels }, input.final ? encoding : PNG),
    300,
    (fraction) => tell(0.25 + 0.5 * fraction),
  );
  tell(0.83);
  const palette = measurePalette({ channels: 3, data: pixels }, (i) => (mask?.[i] ?? 0) > 8);
  return {
    result,
    cutout,
    productMask: mask && (await encodeImage({ width, height, channels: 1, data: mask }, PNG)),
    scene: describe(palette),
    report: {
      maskConfidence: assessment?.confidence,
      productDeviation: deviation,
      warnings: assessment?.warnings ?? [],
    },
  };
}
