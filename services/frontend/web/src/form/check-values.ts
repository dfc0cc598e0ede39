import { type Parameter, ParameterType } from '@nanococoa/proto/common/v1/catalog.ts';
import type { Messages } from '../i18n/messages.ts';
import type { Values } from './values.ts';

/** What is wrong, by the field's path in AdSpec. */
export type FieldErrors = Record<string, string>;

/** Key of an error that is about no single field. */
export const WHOLE_FORM = '';

/** What an ad says besides its headline, in the order of reading. */
export const ROLES = [
  'text.subline',
  'text.price',
  'text.old_price',
  'text.badge',
  'text.call_to_action',
] as const;

/** One of these is something to make. */
const SUBSTANCE = [
  'product.image_id',
  'product.cutout_image_id',
  'step1_image_id',
  'background.prompt',
  'text.content',
  ...ROLES,
];

/** Length in characters as the server counts them: Unicode code points. */
export function lengthOf(text: string): number {
  return [...text].length;
}

/** What the page can tell in the person's language before the server is asked; the server checks all of it. */
export function checkValues(
  values: Values,
  parameters: ReadonlyMap<string, Parameter>,
  t: Messages,
): FieldErrors {
  const errors: FieldErrors = {};
  if (SUBSTANCE.every((path) => isBlank(values[path]))) errors[WHOLE_FORM] = t.nothingToMake;
  for (const [path, value] of Object.entries(values)) {
    const parameter = parameters.get(path);
    const problem = parameter === undefined || isBlank(value) ? undefined : problemOf(value, parameter, t);
    if (problem !== undefined) errors[path] = problem;
  }
  return errors;
}

function problemOf(value: string, parameter: Parameter, t: Messages): string | undefined {
  const { type, maxLength, minimum, maximum } = parameter;
  const length = lengthOf(value);
  if (maxLength > 0) return length > maxLength ? t.tooLong(length, maxLength) : undefined;
  if (type !== ParameterType.INTEGER && type !== ParameterType.NUMBER) return undefined;
  const number = Number(value);
  const isAllowed =
    number >= (minimum ?? Number.NEGATIVE_INFINITY) &&
    number <= (maximum ?? Number.POSITIVE_INFINITY) &&
    (type === ParameterType.NUMBER || Number.isInteger(number));
  return isAllowed ? undefined : t.outOfRange(minimum ?? 0, maximum ?? 0);
}

function isBlank(value: string | undefined): boolean {
  return value === undefined || value.trim() === '';
}
