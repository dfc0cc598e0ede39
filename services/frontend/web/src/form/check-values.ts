import type { Parameter } from '@nanococoa/proto/common/v1/catalog.ts';
import type { Messages } from '../i18n/messages.ts';
import type { FormValues } from './form-values.ts';

/** What is wrong, by the field's path in AdSpec. */
export type FieldErrors = Record<string, string>;

/** Key of an error that is about no single field. */
export const WHOLE_FORM = '';

/** The form's fields that have a parameter. */
export const PARAMETER_OF = {
  prompt: 'background.prompt',
  copy: 'text.content',
  subline: 'text.subline',
  price: 'text.price',
  oldPrice: 'text.old_price',
  badge: 'text.badge',
  callToAction: 'text.call_to_action',
  fontId: 'text.font_id',
  material: 'text.prompt',
  position: 'text.position',
  mode: 'composition.mode',
  seed: 'seed',
  scale: 'product.scale',
  strength: 'product.strength',
  textStrength: 'composition.strength',
} as const;

/** What an ad says besides its headline, in the order of reading. */
export const ROLES = ['subline', 'price', 'oldPrice', 'badge', 'callToAction'] as const;
const TEXTS = ['prompt', 'copy', 'material', ...ROLES] as const;
const NUMBERS = ['seed', 'scale', 'strength', 'textStrength'] as const;

/** Length in characters as the server counts them: Unicode code points. */
export function lengthOf(text: string): number {
  return [...text].length;
}

/** What the page can tell in the person's language before the server is asked; the server checks all of it. */
export function checkValues(
  values: FormValues,
  parameters: ReadonlyMap<string, Parameter>,
  t: Messages,
): FieldErrors {
  const errors: FieldErrors = {};
  const says = [values.prompt, values.copy, ...ROLES.map((role) => values[role])];
  if (values.imageId === '' && says.every((text) => text.trim() === '')) {
    errors[WHOLE_FORM] = t.nothingToMake;
  }
  for (const name of TEXTS) {
    const path = PARAMETER_OF[name];
    const maxLength = parameters.get(path)?.maxLength ?? 0;
    const length = lengthOf(values[name]);
    if (maxLength > 0 && length > maxLength) errors[path] = t.tooLong(length, maxLength);
  }
  for (const name of NUMBERS) {
    const path = PARAMETER_OF[name];
    const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } =
      parameters.get(path) ?? {};
    if (values[name].trim() === '') continue;
    const value = Number(values[name]);
    const isAllowed = value >= minimum && value <= maximum && (name !== 'seed' || Number.isInteger(value));
    if (!isAllowed) errors[path] = t.outOfRange(minimum, maximum);
  }
  return errors;
}
