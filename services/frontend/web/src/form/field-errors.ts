import type { NanococoaError } from '@nanococoa/client';
import { errorSentence } from '../i18n/error-sentence.ts';
import type { Messages } from '../i18n/messages.ts';
import { type FieldErrors, PARAMETER_OF, ROLES, WHOLE_FORM } from './check-values.ts';

/** Where the spec stands in CreateJobRequest. */
const SPEC = 'spec.';

/** The server's refusal of a spec, field by field; what has no field of the form is about the whole form. */
export function fieldErrorsOf(error: NanococoaError | undefined, t: Messages): FieldErrors {
  if (error === undefined) return {};
  const errors: FieldErrors = { [WHOLE_FORM]: errorSentence(error, t) };
  const elsewhere: string[] = [];
  for (const { field, description } of error.fields) {
    const path = field.startsWith(SPEC) ? field.slice(SPEC.length) : field;
    const label = labelOf(path, t);
    if (label === undefined) elsewhere.push(`${field} ${description}`);
    else errors[path] = t.fieldRefused(label, description);
  }
  if (elsewhere.length > 0) errors[WHOLE_FORM] = [errors[WHOLE_FORM], ...elsewhere].join(' ');
  return errors;
}

function labelOf(path: string, t: Messages): string | undefined {
  const labels: Record<string, string> = {
    'product.image_id': t.product,
    [PARAMETER_OF.prompt]: t.scene,
    [PARAMETER_OF.copy]: t.copy,
    [PARAMETER_OF.fontId]: t.font,
    [PARAMETER_OF.material]: t.material,
    [PARAMETER_OF.position]: t.position,
    [PARAMETER_OF.mode]: t.mode,
    [PARAMETER_OF.seed]: t.seed,
    [PARAMETER_OF.scale]: t.scale,
    [PARAMETER_OF.strength]: t.strength,
    [PARAMETER_OF.textStrength]: t.textStrength,
    'output.width': t.format,
    ...Object.fromEntries(ROLES.map((role) => [PARAMETER_OF[role], t.roles[role].label])),
  };
  return labels[path];
}
