import { type AdSpec, CompositionMode, TextPosition } from '@nanococoa/proto/common/v1/ad_spec.ts';
import type { StepReport, Warning } from '@nanococoa/proto/common/v1/job.ts';
import type { Scene } from '@nanococoa/proto/common/v1/scene.ts';
import { type AdParts, composeAd } from '../imaging/composition/compose-ad.ts';
import type { Mode } from '../imaging/composition/compose-text.ts';
import type { Placement } from '../imaging/composition/place-text.ts';
import { probeImage } from '../imaging/composition/probe-image.ts';
import { decodeImage, type Picture8 } from '../imaging/io/decode-image.ts';
import { decodeMask } from '../imaging/io/decode-mask.ts';
import { encodeImage } from '../imaging/io/encode-image.ts';
import { fitPicture } from '../imaging/io/fit-picture.ts';
import { createPacer } from '../imaging/pace/pacer.ts';
import { tickWhile } from '../imaging/pace/tick-while.ts';
import type { VerticalAnchor } from '../imaging/text/layout/text-area.ts';
import { readMaterialPrompt } from '../imaging/text/material/read-material-prompt.ts';
import type { StepContext, StepPicture } from './step-context.ts';

const SUB_STEP = 'intelligent_composite';

/** What step 3 is given; `text` and `productMask` may be missing. */
export interface CompositionInput {
  spec: AdSpec;
  scene?: Scene;
  background: Buffer;
  text?: Buffer;
  productMask?: Buffer;
  /** Where the text is a body that casts a shadow, grey; absent: all of it. */
  textVolume?: Buffer;
  /** Whether the user made the background: then the text gets none of the grain that step 1's pictures have. */
  backgroundSupplied: boolean;
  /** Whether the user made the text layer: then it is placed by its ink; else it lies as step 2 laid it out. */
  textSupplied: boolean;
}

/** A text that was set into a picture, for who works over its seam. */
export interface SetText extends Pick<AdParts, 'text' | 'volume' | 'mask' | 'isLaidOut'> {
  picture: Picture8;
  /** Where its ink stands. */
  place: Placement;
}

/**
 * Step 3: the text set into the picture, encoded as the spec's output asks. A picture of another size than
 * the output is scaled to cover it (Lanczos 3, cut equally on both sides). Without a text, or with an empty
 * one, the picture's bytes come back unchanged when size and type fit already. Throws sharp's error when a
 * picture cannot be decoded.
 *
 * @param mendSeam Works over what was composed, from 0.45 to 0.75 of the step.
 */
export async function runCompositionStep(
  input: CompositionInput,
  context: StepContext,
  mendSeam?: (ad: SetText) => Promise<Picture8>,
): Promise<{ result: StepPicture; report: StepReport }> {
  const { spec, scene, background } = input;
  const output = { width: spec.output?.width ?? 1024, height: spec.output?.height ?? 1024 };
  const encoding = { mediaType: spec.output?.mediaType ?? 'image/png', quality: spec.output?.quality ?? 90 };
  context.progress(0, SUB_STEP, 'Reading the pictures.');
  const { probed, canvas, text, mask, volume } = await tickWhile(
    readPictures(input, output),
    300,
    (fraction) => context.progress(0.3 * fraction, SUB_STEP, 'Reading the pictures.'),
  );
  context.progress(0.3, SUB_STEP, 'Placing the text.');

  let picture: Picture8 = canvas;
  let warnings: Warning[] = [];
  if (text) {
    const share = mendSeam ? 0.15 : 0.45;
    const pause = createPacer((fraction) =>
      context.progress(0.3 + fraction * share, SUB_STEP, 'Setting the text into the picture.'),
    );
    const isLaidOut = !input.textSupplied;
    const composed = await composeAd(
      {
        canvas,
        text,
        mask,
        volume,
        isLaidOut,
        isGrained: !input.backgroundSupplied,
        isLamp: !input.textSupplied && isLamp(spec),
        position: positionOf(spec.text?.position),
        mode: modeOf(spec.composition?.mode),
        strength: spec.composition?.strength ?? 0.4,
        light: scene?.light,
        camera: scene?.camera,
        seed: spec.seed ?? 0,
      },
      pause,
    );
    ({ picture, warnings } = composed);
    const { place } = composed;
    if (mendSeam && place) picture = await mendSeam({ picture, text, volume, mask, isLaidOut, place });
  }
  context.preview({ ...picture, channels: 4 });
  context.progress(0.75, SUB_STEP, 'Encoding the ad.');
  const untouched =
    picture === canvas &&
    probed.mediaType === encoding.mediaType &&
    probed.width === output.width &&
    probed.height === output.height;
  const result = untouched
    ? { data: background, mediaType: probed.mediaType, ...output, hasAlpha: canvas.hasAlpha }
    : await tickWhile(encodePicture(picture, encoding), 300, (fraction) =>
        context.progress(0.75 + 0.25 * fraction, SUB_STEP, 'Encoding the ad.'),
      );
  context.progress(1, SUB_STEP, 'The ad is done.');
  return { result, report: { maskConfidence: undefined, productDeviation: undefined, warnings } };
}

/** Whether step 2 made letters of tubes that shine. */
function isLamp({ text }: AdSpec): boolean {
  const { material } = readMaterialPrompt(text?.prompt ?? '', text?.negativePrompt ?? '');
  return material.surface.kind === 'neon';
}

async function readPictures(
  { background, text, textVolume, productMask }: CompositionInput,
  output: { width: number; height: number },
) {
  return {
    probed: await probeImage(background),
    canvas: await fitPicture(await decodeImage(background), output, 'cover'),
    text: text && (await decodeImage(text)),
    volume: textVolume && (await decodeMask(textVolume, output)),
    mask: productMask && (await decodeMask(productMask, output)),
  };
}

/** Opaque pictures lose their alpha channel: a quarter fewer bytes. */
function encodePicture(
  picture: Picture8,
  encoding: { mediaType: string; quality: number },
): Promise<StepPicture> {
  const { width, height, data, hasAlpha } = picture;
  if (hasAlpha) return encodeImage({ width, height, channels: 4, data }, encoding);
  const rgb = new Uint8Array(width * height * 3);
  for (let i = 0; i < width * height; i++) {
    rgb[i * 3] = data[i * 4];
    rgb[i * 3 + 1] = data[i * 4 + 1];
    rgb[i * 3 + 2] = data[i * 4 + 2];
  }
  return encodeImage({ width, height, channels: 3, data: rgb }, encoding);
}

function positionOf(position: TextPosition | undefined): VerticalAnchor | 'auto' {
  if (position === TextPosition.CENTER) return 'center';
  if (position === TextPosition.BOTTOM) return 'bottom';
  return position === TextPosition.AUTO ? 'auto' : 'top';
}

function modeOf(mode: CompositionMode | undefined): Mode {
  if (mode === CompositionMode.BLEND) return 'blend';
  return mode === CompositionMode.BEHIND ? 'behind' : 'overlay';
}
