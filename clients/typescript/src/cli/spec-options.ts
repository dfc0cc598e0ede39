import type { Option, Options } from './options.ts';

/**
 * How a field's value is written. `image` is a file that is uploaded, or the id of an image; a choice is a name of an enum
 * without its prefix or, where there is none, the text as it is.
 */
export type SpecKind =
  | 'text'
  | 'number'
  | 'boolean'
  | 'image'
  | { prefix: string; values: readonly string[] };

/** A field of AdSpec as an option. */
export interface SpecOption {
  /** Path in AdSpec, for --set, such as "text.font_id". */
  path: string;
  kind: SpecKind;
  /** Name of its own option; without one it is reached by --set only. */
  option?: string;
  help: string;
}

const VALUE_OF = { text: 'TEXT', number: 'NUMBER', boolean: 'true|false', image: 'FILE|ID' } as const;
const POSITION = { prefix: 'TEXT_POSITION_', values: ['top', 'center', 'bottom', 'auto'] } as const;
const ALIGNMENT = { prefix: 'TEXT_ALIGNMENT_', values: ['left', 'center', 'right'] } as const;
const ENGINE = { prefix: '', values: ['auto', 'studio', 'diffusion'] } as const;
const SCHEDULER = {
  prefix: '',
  values: ['ddim', 'pndm', 'euler', 'euler_karras', 'euler_ancestral', 'dpmpp_2m', 'dpmpp_2m_karras', 'lcm'],
} as const;
const MODE = { prefix: 'COMPOSITION_MODE_', values: ['overlay', 'blend', 'behind'] } as const;

const field = (path: string, kind: SpecKind, help: string, option?: string): SpecOption => ({
  path,
  kind,
  help,
  ...(option === undefined ? {} : { option }),
});

/** Every field of AdSpec, in the order of the help. The server knows defaults and ranges, and refuses what is wrong. */
export const SPEC_OPTIONS: readonly SpecOption[] = [
  field('background.prompt', 'text', 'the scene: place, surface, light, mood', 'prompt'),
  field('background.negative_prompt', 'text', 'what the scene must not have', 'negative-prompt'),
  field('background.engine', ENGINE, 'what makes the scene', 'engine'),
  field('background.model', 'text', 'model of the scene: see nanococoa models', 'model'),
  field('background.steps', 'number', 'denoising steps of the scene, 1 to 50', 'steps'),
  field('background.guidance', 'number', 'how closely the scene follows the prompt, 0 to 20', 'guidance'),
  field('background.scheduler', SCHEDULER, 'way from noise to scene', 'scheduler'),
  field('background.composition_prompt', 'text', 'how product and scene are blended'),
  field('background.composition_negative_prompt', 'text', 'what must not come of blending'),
  field('text.content', 'text', 'the headline, made as 3D text; \\n breaks the line', 'text'),
  field('text.subline', 'text', 'line under the headline', 'subline'),
  field('text.price', 'text', 'price', 'price'),
  field('text.old_price', 'text', 'earlier price, struck through', 'old-price'),
  field('text.badge', 'text', 'badge, such as NEW', 'badge'),
  field('text.call_to_action', 'text', 'text of the button', 'call-to-action'),
  field('text.prompt', 'text', 'material and look of the letters', 'material'),
  field('text.negative_prompt', 'text', 'what the look must not be', 'negative-material'),
  field('text.font_id', 'text', 'font of the headline: see nanococoa fonts', 'font'),
  field('text.typography_font_id', 'text', 'font of everything else', 'typography-font'),
  field('text.position', POSITION, 'where the copy stands', 'position'),
  field('text.alignment', ALIGNMENT, 'how lines stand to each other', 'alignment'),
  field('text.engine', ENGINE, 'what makes the letters', 'text-engine'),
  field('text.model', 'text', 'model of the letters: see nanococoa models', 'text-model'),
  field('text.control_model', 'text', 'model that keeps their edges', 'control-model'),
  field('text.steps', 'number', 'denoising steps of the letters, 1 to 50'),
  field('text.guidance', 'number', 'how closely the letters follow their prompt, 0 to 20'),
  field('text.scheduler', SCHEDULER, 'way from noise to letters'),
  field('composition.mode', MODE, 'how the text is set into the picture', 'mode'),
  field('composition.strength', 'number', 'how strongly it joins the scene, 0 to 1', 'text-strength'),
  field('composition.engine', ENGINE, 'what makes the seam of letters and scene'),
  field('composition.model', 'text', 'model of the seam: see nanococoa models'),
  field('composition.prompt', 'text', 'what the seam is to look like'),
  field('composition.negative_prompt', 'text', 'what must not come at the seam'),
  field('composition.steps', 'number', 'denoising steps of the seam, 10 to 50'),
  field('composition.guidance', 'number', 'how closely the seam follows its prompt, 1 to 7'),
  field('composition.scheduler', SCHEDULER, 'way from noise to seam'),
  field('product.image_id', 'image', 'the product photo'),
  field('product.cutout_image_id', 'image', 'the product cut out already', 'cutout'),
  field('product.scale', 'number', 'height of the product, part of the picture’s', 'scale'),
  field('product.strength', 'number', 'how strongly it takes the scene’s light, 0 to 1', 'product-strength'),
  field('product.elevation_deg', 'number', 'elevation it is seen from, degrees', 'elevation'),
  field('product.x', 'number', 'where it stands, 0 to 1 from the left', 'x'),
  field('product.y', 'number', 'where it stands, 0 to 1 from above', 'y'),
  field('output.width', 'number', 'width, pixels'),
  field('output.height', 'number', 'height, pixels'),
  field('output.media_type', 'text', 'such as image/webp (default: by the file’s name)', 'media-type'),
  field('output.quality', 'number', 'quality of a lossy encoding, 1 to 100', 'quality'),
  field('seed', 'number', 'seed of everything random', 'seed'),
  field('start_step', 'number', 'the first step to make, 1 to 3', 'start-step'),
  field('stop_step', 'number', 'the last step to make, 1 to 3', 'stop-step'),
  field('step1_image_id', 'image', 'picture to use as the result of step 1', 'step1-image'),
  field('step2_image_id', 'image', 'picture to use as the result of step 2', 'step2-image'),
  field('auto_unload', 'boolean', 'whether models end as soon as their step is done'),
];

/** The options of the command line that say what to make. */
export const SPEC_COMMAND_OPTIONS: Options = {
  ...Object.fromEntries(
    SPEC_OPTIONS.flatMap(({ option, kind, help }) => (option ? [[option, optionOf(kind, help)]] : [])),
  ),
  size: { type: 'string', value: 'WxH', help: 'size in pixels, such as 1080x1920' },
  set: {
    type: 'string',
    multiple: true,
    value: 'PATH=VALUE',
    help: 'any field of the spec, such as text.content=… (docs/parameters.md); may be repeated',
  },
};

function optionOf(kind: SpecKind, help: string): Option {
  const value = typeof kind === 'object' ? kind.values.join('|') : VALUE_OF[kind];
  return { type: 'string', value, help };
}
