import type { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import type { StepReport } from '@nanococoa/proto/common/v1/job.ts';
import type { Scene } from '@nanococoa/proto/common/v1/scene.ts';
import { measurePalette } from '../imaging/color/measure-palette.ts';
import { encodeImage, PNG } from '../imaging/io/encode-image.ts';
import { keyShare, lightColor } from '../imaging/light/light-rig.ts';
import { createPacer } from '../imaging/pace/pacer.ts';
import { tickWhile } from '../imaging/pace/tick-while.ts';
import { drawMask } from '../imaging/product/draw-mask.ts';
import { measureDeviation } from '../imaging/product/measure-deviation.ts';
import { planRelight } from '../imaging/product/relight.ts';
import { arrangeScene } from '../imaging/render/arrange-scene.ts';
import { copyZones } from '../imaging/render/copy-zones.ts';
import { finishPicture, wrapMask } from '../imaging/render/finish.ts';
import { renderBackground } from '../imaging/render/render-background.ts';
import { sketchBackground } from '../imaging/render/sketch-background.ts';
import { describeScene } from '../imaging/scene/describe-scene.ts';
import { planScene } from '../imaging/scene/plan-scene.ts';
import { segmentPhoto } from './segment-photo.ts';
import type { StepContext, StepPicture } from './step-context.ts';

export interface BackgroundInput {
  /** With every default filled in. */
  spec: AdSpec;
  /** The product photo's bytes; absent: background only. */
  photo?: Buffer;
  /** Whether this is the job's final result, encoded as spec.output says; else PNG. */
  final: boolean;
}

export interface BackgroundResult {
  result: StepPicture;
  /** The product on transparency at the photo's resolution. */
  cutout?: StepPicture;
  /** Where the product stands in the result, grey PNG. */
  productMask?: StepPicture;
  scene: Scene;
  report: StepReport;
}

const DEFAULT_SCALE = 0.45;
const DEFAULT_STRENGTH = 0.6;
/** How much of the background's light creeps round the product's edge at full strength. */
const LIGHT_WRAP = 0.2;

/** Step 1: cuts the product out, renders the prompt's scene around it, and sets it in. */
export async function runBackgroundStep(
  input: BackgroundInput,
  context: StepContext,
): Promise<BackgroundResult> {
  const { spec, photo } = input;
  const width = spec.output?.width ?? 1024;
  const height = spec.output?.height ?? 1024;
  const plan = planScene(spec.background?.prompt ?? '', spec.background?.negativePrompt ?? '');
  const arrangement = arrangeScene(plan, spec.seed ?? 0);
  const scale = spec.product?.scale ?? DEFAULT_SCALE;
  const strength = spec.product?.strength ?? DEFAULT_STRENGTH;
  const { layout, placed, placement, discs, cutout, assessment } = await segmentPhoto(
    {
      ...{ photo, plan, width, height, scale },
      ...{ elevationDeg: spec.product?.elevationDeg, x: spec.product?.x, y: spec.product?.y },
      copy: copyZones(spec, { width, height }),
    },
    context,
  );

  const background = await renderBackground({
    plan,
    arrangement,
    layout,
    discs,
    product: placed,
    cacheDir: context.cacheDir,
    onProgress: (fraction, message) =>
      context.progress(0.35 + 0.45 * fraction, 'background_generation', message),
  });

  context.preview(await sketchBackground(background.picture, { ...plan, exposure: background.exposure }));
  const inject = (fraction: number) =>
    context.progress(0.8 + 0.2 * fraction, 'feature_injection', 'Setting the product into the scene');
  inject(0);
  const relight =
    placed &&
    planRelight({
      product: placed,
      layout,
      strength,
      sceneLight: lightColor(background.rig),
      level: plan.productLevel,
      exposure: background.exposure,
      keyDirection: background.rig.key.direction,
      keyShare: keyShare(background.rig),
      gobo: background.gobo,
    });
  const edge = placed && (await wrapMask(placed));
  inject(0.04);
  const pixels = await finishPicture(background.picture, {
    ...plan,
    exposure: background.exposure,
    product: placed && relight && edge && { placed, edge, relight, wrap: LIGHT_WRAP * strength },
    pause: createPacer((fraction) => inject(0.7 * fraction)),
  });
  inject(0.7);
  context.preview({ width, height, channels: 3, data: pixels });
  const deviation =
    placed && relight && edge ? await measureDeviation(pixels, width, { placed, edge, relight }) : undefined;
  const mask = placed && drawMask(placed, width, height);
  const encoding = { mediaType: spec.output?.mediaType ?? 'image/png', quality: spec.output?.quality ?? 90 };
  const result = await tickWhile(
    encodeImage({ width, height, channels: 3, data: pixels }, input.final ? encoding : PNG),
    300,
    (fraction) => inject(0.7 + 0.2 * fraction),
  );
  inject(0.95);
  const palette = measurePalette({ channels: 3, data: pixels }, (i) => (mask?.[i] ?? 0) > 8);
  return {
    result,
    cutout,
    productMask: mask && (await encodeImage({ width, height, channels: 1, data: mask }, PNG)),
    scene: describeScene(plan, arrangement, layout.camera, background.exposure, palette, placement),
    report: {
      maskConfidence: assessment?.confidence,
      productDeviation: deviation,
      warnings: assessment?.warnings ?? [],
    },
  };
}
