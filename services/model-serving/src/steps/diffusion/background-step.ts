import { estimateScene } from '../../imaging/estimate/estimate-scene.ts';
import type { Picture8 } from '../../imaging/io/decode-image.ts';
import { fitPicture } from '../../imaging/io/fit-picture.ts';
import { wholeStage } from '../../imaging/painting/lay-latent.ts';
import { pictureSize } from '../../imaging/painting/picture-size.ts';
import type { BackgroundBegin, BackgroundInput } from '../begin-background.ts';
import { beginBackground } from '../begin-background.ts';
import { type BackgroundResult, endBackground } from '../end-background.ts';
import type { DiffusionContext, DiffusionModel } from '../step-context.ts';
import { modelOf } from './model-of.ts';
import { paint } from './paint.ts';
import { promptsFor } from './prompts-for.ts';
import { setProductIn } from './set-product-in.ts';
import { steeringOf } from './steering.ts';

const SUB_STEP = 'background_generation';

/**
 * Step 1 with a scene that a model paints from the prompt: the product is cut out and placed as by the studio, and set into
 * what the model made by the light and the surface that are estimated from it.
 */
export async function runPaintedBackground(
  input: BackgroundInput,
  context: DiffusionContext,
): Promise<BackgroundResult> {
  const model = modelOf(context, input.spec.background?.model, 'background.model');
  const begin = await beginBackground(input, context, input.photo ? 0.15 : 0);
  const { placed, placement } = begin;
  const scenery = await paintScenery(begin, model, context);
  const scene = { ...estimateScene(scenery), placement };
  const set = placed && (await setProductIn({ scenery, scene, begin, placed, model }, context));
  const pixels = set?.pixels ?? withoutAlpha(scenery);
  context.preview({ width: begin.width, height: begin.height, channels: 3, data: pixels });
  return await endBackground(
    begin,
    { pixels, set, describe: (palette) => ({ ...scene, palette }) },
    (fraction) =>
      context.progress(0.95 + 0.05 * fraction, set ? 'feature_injection' : SUB_STEP, 'Encoding the picture.'),
  );
}

/** The prompt's scene, of the canvas' size. */
async function paintScenery(
  { input, placed, width, height, strength }: BackgroundBegin,
  model: DiffusionModel,
  context: DiffusionContext,
): Promise<Picture8> {
  const made = await paint(context, {
    modelId: model.id,
    stage: wholeStage({ width, height }),
    job: {
      ...pictureSize(model.family, { width, height }),
      ...steeringOf(input.spec, 'background'),
      ...promptsFor(context, model.id, input.spec.background ?? {}),
    },
    ...{ from: input.photo ? 0.15 : 0, to: placed ? 0.7 : 0.95, subStep: SUB_STEP },
    doing: 'Painting the scene',
    followed: placed && model.tasks.includes('inpainting') ? strength : 0,
  });
  const data = Buffer.alloc(made.width * made.height * 4, 255);
  for (let i = 0; i < made.width * made.height; i++) data.set(made.pixels.subarray(i * 3, i * 3 + 3), i * 4);
  const picture = { width: made.width, height: made.height, data, hasAlpha: false };
  return await fitPicture(picture, { width, height }, 'cover');
}

function withoutAlpha({ data }: Picture8): Uint8Array {
  const pixels = new Uint8Array((data.length / 4) * 3);
  for (let i = 0, to = 0; i < data.length; i += 4) {
    pixels[to++] = data[i];
    pixels[to++] = data[i + 1];
    pixels[to++] = data[i + 2];
  }
  return pixels;
}
