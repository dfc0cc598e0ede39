import {
  AdSpec,
  type BackgroundSpec,
  CompositionMode,
  type DeepPartial,
  type TextAlignment,
  TextPosition,
  type TextSpec,
} from '@nanococoa/proto/common/v1/ad_spec.ts';
import { adFormat } from './ad-format.ts';
import { hasOffer, hasStackedOffer, hasTitle } from './copy-roles.ts';

/** 1: background and compositing, 2: the text, 3: composition. */
export type StepNumber = 1 | 2 | 3;

export interface StepSpecOptions {
  /** Whether this step's result is the job's: then it is encoded as the spec's output says. */
  final: boolean;
}

/**
 * The steps that each parameter of PARAMETERS reaches. Besides, media type and quality reach whichever step is the
 * job's last, and step 1 keeps room free where copy is to stand, whatever it says, see `stepSpec`.
 */
export const READ_BY: Readonly<Record<string, readonly StepNumber[]>> = {
  'product.image_id': [1],
  'product.cutout_image_id': [1],
  'product.scale': [1],
  'product.strength': [1],
  'product.elevation_deg': [1],
  'product.x': [1],
  'product.y': [1],
  'background.prompt': [1],
  'background.negative_prompt': [1],
  'background.engine': [1],
  'background.model': [1],
  'background.steps': [1],
  'background.guidance': [1],
  'background.scheduler': [1],
  'background.composition_prompt': [1],
  'background.composition_negative_prompt': [1],
  'text.content': [2],
  'text.subline': [2],
  'text.price': [2],
  'text.old_price': [2],
  'text.badge': [2],
  'text.call_to_action': [2],
  'text.font_id': [2],
  'text.typography_font_id': [2],
  // Step 3 asks whether the letters are lamps, which light the picture.
  'text.prompt': [2, 3],
  'text.negative_prompt': [2, 3],
  'text.position': [1, 2, 3],
  'text.alignment': [1, 2],
  'text.engine': [2],
  'text.model': [2],
  'text.control_model': [2],
  'text.steps': [2],
  'text.guidance': [2],
  'text.scheduler': [2],
  'composition.mode': [1, 2, 3],
  'composition.strength': [3],
  'composition.engine': [3],
  'composition.model': [3],
  'composition.prompt': [3],
  'composition.negative_prompt': [3],
  'composition.steps': [3],
  'composition.guidance': [3],
  'composition.scheduler': [3],
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
  1: ({ product, background, text, composition, output }) =>
    AdSpec.fromPartial({
      ...(hasProduct(product) && {
        product: {
          scale: product?.scale,
          strength: product?.strength,
          elevationDeg: product?.elevationDeg,
          x: product?.x,
          y: product?.y,
        },
      }),
      background: {
        prompt: background?.prompt,
        negativePrompt: background?.negativePrompt,
        ...(background?.engine === 'diffusion' && {
          ...steering(background),
          ...(hasProduct(product) && {
            compositionPrompt: background.compositionPrompt,
            compositionNegativePrompt: background.compositionNegativePrompt,
          }),
        }),
      },
      ...takenZones(text, composition?.mode, {
        width: output?.width ?? 1024,
        height: output?.height ?? 1024,
      }),
    }),
  2: ({ text, composition }) =>
    AdSpec.fromPartial({
      text: text && {
        ...text,
        ...NOT_STEERED,
        controlModel: undefined,
        ...(text.engine === 'diffusion' && { ...steering(text), controlModel: text.controlModel }),
      },
      composition: { mode: composition?.mode },
    }),
  3: ({ text, composition }) =>
    AdSpec.fromPartial({
      text: { position: text?.position, prompt: text?.prompt, negativePrompt: text?.negativePrompt },
      composition: {
        mode: composition?.mode,
        strength: composition?.strength,
        ...(composition?.engine === 'diffusion' && {
          ...steering(composition),
          prompt: composition.prompt,
          negativePrompt: composition.negativePrompt,
        }),
      },
    }),
};

/** How engine diffusion is steered. Other engines are not told: what they make does not depend on it. */
type Steering = Pick<BackgroundSpec, 'engine' | 'model' | 'steps' | 'guidance' | 'scheduler'>;

const NOT_STEERED: Steering = {
  engine: undefined,
  model: undefined,
  steps: undefined,
  guidance: undefined,
  scheduler: undefined,
};

function steering({ engine, model, steps, guidance, scheduler }: Steering): Steering {
  return { engine, model, steps, guidance, scheduler };
}

/** Stands for whatever the copy says. */
const SOME_COPY = 'copy';

/**
 * Where the copy will stand, as far as step 1 arranges the picture by it; the words are step 2's matter. What it does
 * for a picture without copy, too, is not told: a headline above the product, on a canvas that is not wide.
 */
function takenZones(
  text: TextSpec | undefined,
  mode: CompositionMode | undefined,
  canvas: { width: number; height: number },
): DeepPartial<Pick<AdSpec, 'text' | 'composition'>> {
  const title = hasTitle(text);
  const offer = hasOffer(text);
  if (!title && !offer) return {};
  const position = arrangedPosition(title ? text?.position : undefined);
  const format = adFormat(canvas);
  const isBeside = format === 'wide' || format === 'banner';
  if (!isBeside && !offer && position === TextPosition.TOP) return {};
  const alignment: TextAlignment | undefined = isBeside ? text?.alignment : undefined;
  const behind = isBeside && mode === CompositionMode.BEHIND;
  return {
    text: {
      ...(title && { content: SOME_COPY }),
      ...(offer && { price: SOME_COPY }),
      ...(hasStackedOffer(text, canvas) && { callToAction: SOME_COPY }),
      ...(!isBeside && { position }),
      alignment,
    },
    ...(behind && { composition: { mode: CompositionMode.BEHIND } }),
  };
}

/** auto finds its place in the picture as it is arranged for a headline at the top. */
function arrangedPosition(position: TextPosition | undefined): TextPosition {
  return position === TextPosition.BOTTOM || position === TextPosition.CENTER ? position : TextPosition.TOP;
}

const NOT_ENCODED = { mediaType: undefined, quality: undefined };

/** PNG knows no quality, and is what steps give without being told. */
function encodingOf({ output }: AdSpec): { mediaType: string | undefined; quality: number | undefined } {
  if ((output?.mediaType ?? 'image/png') === 'image/png') return NOT_ENCODED;
  return { mediaType: output?.mediaType, quality: output?.quality };
}

function hasProduct(product: AdSpec['product']): boolean {
  return Boolean(product?.imageId || product?.cutoutImageId);
}
