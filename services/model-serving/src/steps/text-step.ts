import { FONTS, findFont } from '@nanococoa/common/fonts/font-catalogue.ts';
import { hasCopy } from '@nanococoa/common/parameters/copy-roles.ts';
import { type AdSpec, CompositionMode, TextSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import type { StepReport, Warning } from '@nanococoa/proto/common/v1/job.ts';
import type { Scene } from '@nanococoa/proto/common/v1/scene.ts';
import { estimateScene } from '../imaging/estimate/estimate-scene.ts';
import { decodeImage } from '../imaging/io/decode-image.ts';
import { decodeMask } from '../imaging/io/decode-mask.ts';
import { encodeImage, type Pixels8, PNG } from '../imaging/io/encode-image.ts';
import { fitPicture } from '../imaging/io/fit-picture.ts';
import { createPacer } from '../imaging/pace/pacer.ts';
import { tickWhile } from '../imaging/pace/tick-while.ts';
import { type Headline, type HeadlineOrder, makeHeadline } from '../imaging/text/make-headline.ts';
import { readMaterialPrompt } from '../imaging/text/material/read-material-prompt.ts';
import { drawTypography } from '../imaging/text/typography/draw-typography.ts';
import { planCopy } from '../imaging/text/typography/plan-copy.ts';
import type { StepContext, StepPicture } from './step-context.ts';

/** What step 2 is given. */
export interface TextInput {
  spec: AdSpec;
  scene?: Scene | undefined;
  /** Step 1's result, which the text will be set into. */
  background?: Buffer | undefined;
  /** Where the product stands in it, grey. */
  productMask?: Buffer | undefined;
  final: boolean;
}

export interface TextResult {
  result: StepPicture;
  /** Where the text is a body that casts a shadow, grey PNG. */
  volume: StepPicture;
  /** Light and camera of a background that came without a scene. */
  estimatedScene: Scene | undefined;
  report: StepReport;
}

/** Makes a headline's letters; they cover what the studio's solid letters of the order's material cover. */
export type LettersMaker = (order: HeadlineOrder) => Promise<Headline>;

/**
 * Step 2: the copy on a transparent canvas of the output's size, inside the safe area, laid out for the format around
 * the product: the headline as 3D letters, the other roles as typography. Throws MissingGlyphsError when the headline's
 * font lacks a character and RangeError when the spec names no known font or all copy is blank.
 *
 * @param painted Makes the letters instead of the studio; their material need not be one that the studio knows.
 */
export async function runTextStep(
  input: TextInput,
  context: StepContext,
  painted?: LettersMaker,
): Promise<TextResult> {
  const { spec, final } = input;
  const { output } = spec;
  const text = spec.text ?? TextSpec.fromPartial({});
  const font = text.fontId ? findFont(text.fontId) : FONTS[0];
  if (!font) throw new RangeError(`text.font_id is "${text.fontId}"; expected one of ListFonts`);
  if (!hasCopy({ text })) throw new RangeError('all copy is blank; step 2 has nothing to make');
  const canvas = { width: output?.width ?? 1024, height: output?.height ?? 1024 };

  context.progress(0, 'preparing_text_canvas', 'Setting the copy.');
  const { material, understood } = readMaterialPrompt(text.prompt ?? '', text.negativePrompt ?? '');
  const { backdrop, mask } = await tickWhile(readPictures(input, canvas), 300, (fraction) =>
    context.progress(0.06 * fraction, 'preparing_text_canvas', 'Setting the copy.'),
  );
  const estimatedScene = input.scene || !backdrop ? undefined : estimateScene(backdrop);
  const scene = input.scene ?? estimatedScene;
  const pause = createPacer((fraction) =>
    context.progress(
      fraction * 0.94,
      fraction < 0.32 ? 'preparing_text_canvas' : 'text_generation',
      fraction < 0.32 ? 'Setting the copy.' : `Making the letters of ${material.id.replace('-', ' ')}.`,
    ),
  );
  const [ground] = scene?.palette ?? [];
  const show = (letters: Pixels8) => context.preview({ ...letters, ...(ground && { ground }) });
  await pause(0.07);
  const plan = await planCopy({
    ...{ text, font, material, canvas, backdrop, mask },
    behind: spec.composition?.mode === CompositionMode.BEHIND,
    pause: () => pause(0.07),
  });
  await pause(0.075);
  const { rgba, volume } = plan.headline
    ? await (painted ?? makeHeadline)({
        ...{ font, material, canvas, scene, backdrop, pause },
        copy: (text.content ?? '').trim(),
        area: plan.headline,
        seed: spec.seed ?? 0,
        onSketch: show,
      })
    : {
        rgba: new Uint8Array(canvas.width * canvas.height * 4),
        volume: new Uint8Array(canvas.width * canvas.height),
      };
  await pause(0.97);
  const typography = drawTypography({ ...canvas, data: rgba }, plan.blocks, backdrop, mask);
  await pause(0.98);
  show({ ...canvas, channels: 4, data: rgba });
  context.progress(0.95, 'text_generation', 'Encoding the letters.');
  const encoding = final
    ? { mediaType: output?.mediaType ?? 'image/png', quality: output?.quality ?? 90 }
    : PNG;
  const encoded = Promise.all([
    encodeImage({ ...canvas, channels: 4, data: rgba }, encoding),
    encodeImage({ ...canvas, channels: 1, data: volume }, PNG),
  ]);
  const [result, kept] = await tickWhile(encoded, 300, (fraction) =>
    context.progress(0.95 + 0.05 * fraction, 'text_generation', 'Encoding the letters.'),
  );
  context.progress(1, 'text_generation', 'The letters are done.');
  const warnings: Warning[] = [];
  if (plan.headline && !understood && !painted) {
    warnings.push({
      reason: 'MATERIAL_NOT_UNDERSTOOD',
      message: 'The text prompt names no known material; gold foil balloon was used.',
    });
  }
  if (typography.sufficiency < 0.97) {
    warnings.push({
      reason: 'TEXT_LOW_CONTRAST',
      message: 'Subline or price has less contrast with the picture than WCAG asks for.',
    });
  }
  return {
    result,
    volume: kept,
    estimatedScene,
    report: { maskConfidence: undefined, productDeviation: undefined, warnings },
  };
}

async function readPictures(
  { background, productMask }: TextInput,
  canvas: { width: number; height: number },
) {
  return {
    backdrop: background && (await fitPicture(await decodeImage(background), canvas, 'cover')),
    mask: productMask && (await decodeMask(productMask, canvas)),
  };
}
