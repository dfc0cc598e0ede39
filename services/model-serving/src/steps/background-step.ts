import { keyShare, lightColor } from '../imaging/light/light-rig.ts';
import { createPacer } from '../imaging/pace/pacer.ts';
import { planRelight } from '../imaging/product/relight.ts';
import { finishPicture, wrapMask } from '../imaging/render/finish.ts';
import { renderBackground } from '../imaging/render/render-background.ts';
import { sketchBackground } from '../imaging/render/sketch-background.ts';
import { describeScene } from '../imaging/scene/describe-scene.ts';
import { type BackgroundInput, beginBackground } from './begin-background.ts';
import { type BackgroundResult, endBackground } from './end-background.ts';
import type { StepContext } from './step-context.ts';

/** How much of the background's light creeps round the product's edge at full strength. */
export const LIGHT_WRAP = 0.2;

/** Step 1: cuts the product out, renders the prompt's scene around it, and sets it in. */
export async function runBackgroundStep(
  input: BackgroundInput,
  context: StepContext,
): Promise<BackgroundResult> {
  const begin = await beginBackground(input, context, 0.35);
  const { width, height, plan, arrangement, strength, layout, placed, placement, discs } = begin;
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
  return await endBackground(
    begin,
    {
      pixels,
      set: relight && edge && { edge, relight },
      describe: (palette) =>
        describeScene(plan, arrangement, layout.camera, background.exposure, palette, placement),
    },
    (fraction) => inject(0.7 + 0.3 * fraction),
  );
}
