import { AdSpec, TextPosition } from '@nanococoa/proto/common/v1/ad_spec.ts';

/** 1: background and compositing, 2: the text, 3: composition. */
export type StepNumber = 1 | 2 | 3;

export interface StepSpecOptions {
  /** Whether this step's result is the job's: then it is encoded as the spec's output says. */
  final: boolean;
}

/**
 * The steps that each parameter of PARAMETERS reaches. Besides, media type and quality reach whichever step is the
 * job's last, and step 1 keeps room below the product where a copy is to stand, see `stepSpec`.
 */
export const READ_BY: Readonly<Record<string, readonly StepNumber[]>> = {
  'product.image_id': [1],
  'product.cutout_image_id': [1],
  'product.scale': [1, 2],
  'product.strength': [1],
  'background.prompt': [1],
  'background.negative_prompt': [1],
  'text.content': [2],
  'text.font_id': [2],
  'text.prompt': [2],
  'text.negative_prompt': [2],
  'text.position': [1, 2, 3],
  'composition.mode': [2, 3],
  'composition.strength': [3],
  'output.width': [1, 2, 3],
  'output.height': [1, 2, 3],
  'output.media_type': [3],
  'output.quality': [3],
  seed: [1, 2, 3],
  // These decide which steps run, and what stands in their places; no step reads them.
  start_step: [],
  stop_step: [],
  step1_image_id: [],
  step2_image_id: [],
  // How long a model stays in memory changes no picture.
  auto_unload: [],
};

/** Where work begins anew after a change of a parameter that no step reads. */
const BEGINS_AT: Readonly<Record<string, StepNumber>> = {
  start_step: 1,
  stop_step: 1,
  step1_image_id: 2,
  step2_image_id: 3,
  auto_unload: 3,
};

/**
 * The first step that a change of the parameter reaches, by its name alone: 1 for one that is not known. What
 * really changes between two specs, `firstChangedStep` says.
 */
export function firstStepReading(name: string): StepNumber {
  return READ_BY[name]?.[0] ?? BEGINS_AT[name] ?? 1;
}

/**
 * The part of the spec that decides a step's result: equal parts and equal inputs give equal bytes. Images are named
 * by the task's inputs, not here; of the product stays that there is one.
 *
 * @param spec With every default filled in. It is not changed.
 */
export function stepSpec(spec: AdSpec, step: StepNumber, options: StepSpecOptions): AdSpec {
  const part = PARTS[step](AdSpec.decode(AdSpec.encode(spec).finish()));
  part.output = {
    width: spec.output?.width,
    height: spec.output?.height,
    ...(step === 3 || options.final ? encodingOf(spec) : NOT_ENCODED),
  };
  part.seed = spec.seed;
  part.autoUnload = spec.autoUnload;
  return part;
}

const PARTS: Record<StepNumber, (spec: AdSpec) => AdSpec> = {
  1: ({ product, background, text }) =>
    AdSpec.fromPartial({
      ...(hasProduct(product) && { product: { scale: product?.scale, strength: product?.strength } }),
      background: { prompt: background?.prompt, negativePrompt: background?.negativePrompt },
      // The copy's words are step 2's matter; the product stands higher above a copy.
      ...(text?.position === TextPosition.BOTTOM &&
        text.content?.trim() && { text: { content: SOME_COPY, position: TextPosition.BOTTOM } }),
    }),
  2: ({ product, text, composition }) =>
    AdSpec.fromPartial({
      ...(hasProduct(product) && { product: { scale: product?.scale } }),
      text,
      composition: { mode: composition?.mode },
    }),
  3: ({ text, composition }) => AdSpec.fromPartial({ text: { position: text?.position }, composition }),
};

/** Stands for whatever the copy says. */
const SOME_COPY = 'copy';
const NOT_ENCODED = { mediaType: undefined, quality: undefined };

/** PNG knows no quality, and is what steps give without being told. */
function encodingOf({ output }: AdSpec): { mediaType: string | undefined; quality: number | undefined } {
  if ((output?.mediaType ?? 'image/png') === 'image/png') return NOT_ENCODED;
  return { mediaType: output?.mediaType, quality: output?.quality };
}

function hasProduct(product: AdSpec['product']): boolean {
  return Boolean(product?.imageId || product?.cutoutImageId);
}
