import type { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import type { StepReport } from '@nanococoa/proto/common/v1/job.ts';
import type { Scene } from '@nanococoa/proto/common/v1/scene.ts';
import { measurePalette } from '../imaging/color/measure-palette.ts';
import { luminance } from '../imaging/color/srgb.ts';
import { type Cutout, cutOut } from '../imaging/cutout/cut-out.ts';
import { decodeImage } from '../imaging/io/decode-image.ts';
import { encodeImage, PNG } from '../imaging/io/encode-image.ts';
import { buildProxy } from '../imaging/product/build-proxy.ts';
import { measureDeviation } from '../imaging/product/measure-deviation.ts';
import { prepareProduct } from '../imaging/product/prepare-product.ts';
import { createRelight } from '../imaging/product/relight.ts';
import { arrangeScene } from '../imaging/render/arrange-scene.ts';
import { finishPicture } from '../imaging/render/finish.ts';
import { renderBackground } from '../imaging/render/render-background.ts';
import { describeScene } from '../imaging/scene/describe-scene.ts';
import { planScene } from '../imaging/scene/plan-scene.ts';
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

/** Step 1: cuts the product out, renders the prompt's scene around it, and sets it in. */
export async function runBackgroundStep(
  input: BackgroundInput,
  context: StepContext,
): Promise<BackgroundResult> {
  const { spec, photo } = input;
  const width = spec.output?.width ?? 1024;
  const height = spec.output?.height ?? 1024;
  const cutout = photo === undefined ? undefined : await segment(photo, context);
  const cutoutPicture = cutout && (await encodeImage({ ...cutout.picture, channels: 4 }, PNG));

  const report = (fraction: number, message: string) =>
    context.progress(0.35 + 0.45 * fraction, 'background_generation', message);
  report(0, 'Reading the scene');
  const plan = planScene(spec.background?.prompt ?? '', spec.background?.negativePrompt ?? '');
  const arrangement = arrangeScene(plan, spec.seed ?? 0);
  const scale = spec.product?.scale ?? DEFAULT_SCALE;
  const { layout, view, silhouette, place } = prepareProduct({ cutout, plan, width, height, scale });
  const discs = silhouette && view ? buildProxy(silhouette, view, layout.cmPerPixel) : [];
  const placed = await place?.();
  const background = await renderBackground({
    plan,
    arrangement,
    layout,
    discs,
    product: placed,
    cacheDir: context.cacheDir,
    onProgress: report,
  });

  const inject = (fraction: number) =>
    context.progress(0.8 + 0.2 * fraction, 'feature_injection', 'Setting the product into the scene');
  inject(0.2);
  const strength = spec.product?.strength ?? DEFAULT_STRENGTH;
  const light = background.rig.environmentIrradiance.map(
    (value, c) => value + background.rig.key.irradiance[c],
  );
  const grey = luminance(light[0], light[1], light[2]);
  const relight =
    placed &&
    createRelight({
      product: placed,
      layout,
      strength,
      sceneLight: [light[0] / grey, light[1] / grey, light[2] / grey],
      level: plan.productLevel,
      keyDirection: background.rig.key.direction,
      gobo: background.gobo,
    });
  const pixels = finishPicture(background.picture, {
    ...plan,
    exposure: background.exposure,
    product: placed && relight && { placed, relight, wrap: 0.3 * strength },
    onRow: (fraction) => inject(0.2 + 0.5 * fraction),
  });
  inject(0.7);
  const mask = placed && drawMask(placed, width, height);
  const output = { mediaType: spec.output?.mediaType ?? 'image/png', quality: spec.output?.quality ?? 90 };
  const result = await encodeImage({ width, height, channels: 3, data: pixels }, input.final ? output : PNG);
  inject(0.95);
  return {
    result,
    cutout: cutoutPicture,
    productMask: mask && (await encodeImage({ width, height, channels: 1, data: mask }, PNG)),
    scene: describeScene(
      plan,
      arrangement,
      layout.camera,
      background.exposure,
      measurePalette(pixels, (i) => (mask?.[i] ?? 0) > 8),
    ),
    report: {
      maskConfidence: cutout?.estimated ? cutout.confidence : undefined,
      productDeviation: placed && relight ? measureDeviation(pixels, width, placed, relight) : undefined,
      warnings: cutout?.warnings ?? [],
    },
  };
}

async function segment(photo: Buffer, context: StepContext): Promise<Cutout> {
  const tell = (fraction: number, message: string) =>
    context.progress(0.33 * fraction, 'segmentation', message);
  tell(0, 'Reading the photo');
  const picture = await decodeImage(photo);
  tell(0.1, 'Finding the product');
  const cutout = await cutOut(picture, {
    inferMask: (tensor) => context.inferMask(tensor),
    onProgress: (fraction) => tell(0.1 + 0.9 * fraction, 'Cutting the product out'),
  });
  tell(1, 'The product is cut out');
  return cutout;
}

/** The product's alpha on a canvas of zeros, 8-bit. */
function drawMask(
  placed: { left: number; top: number; width: number; height: number; data: Float32Array },
  width: number,
  height: number,
): Uint8Array {
  const mask = new Uint8Array(width * height);
  for (let y = 0; y < placed.height; y++) {
    for (let x = 0; x < placed.width; x++) {
      const alpha = placed.data[(y * placed.width + x) * 4 + 3];
      mask[(placed.top + y) * width + placed.left + x] = Math.round(alpha * 255);
    }
  }
  return mask;
}
