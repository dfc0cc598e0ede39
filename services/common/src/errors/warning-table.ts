/**
 * Every reason that a warning of a step's report can have, with what it means. docs/errors.md is
 * checked against this table.
 */
export const WARNING_TABLE = {
  MASK_COVERS_EVERYTHING: 'The cut-out found no background: the whole photo was taken as the product.',
  MASK_EMPTY: 'The cut-out found no product in the photo.',
  MASK_UNCERTAIN: 'The cut-out is not sure where the product ends.',
  MATERIAL_NOT_UNDERSTOOD: 'No word of the text prompt names a material; the default was taken.',
  PRODUCT_COVERED: 'The text covers a part of the product.',
  PRODUCT_MASK_MISSING:
    'Without a product mask the text cannot stand behind the product; it stands in front.',
  PRODUCT_NOT_BLENDED:
    'The model of engine diffusion cannot paint a picture further, so that the product was set in by light and shadow alone.',
  PRODUCT_TOUCHES_FRAME: 'The product touches the edge of its photo and may be cut off.',
  PROMPT_TRANSLATED:
    'The model of engine diffusion reads English only: the known words of a Korean prompt were put into English, the others left out.',
  TEXT_HIDDEN: 'The product hides much of the text.',
  TEXT_LOW_CONTRAST: 'The text is hard to read on the picture behind it.',
  TEXT_OUTSIDE_SAFE_AREA: 'A part of the text is outside of the safe area.',
} as const satisfies Record<string, string>;

/** Name of an entry of the table. */
export type WarningReason = keyof typeof WARNING_TABLE;
