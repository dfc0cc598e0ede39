import type { NanococoaError } from '@nanococoa/client';
import { errorSentence } from '../i18n/error-sentence.ts';
import type { Messages } from '../i18n/messages.ts';
import { type FieldErrors, WHOLE_FORM } from './check-values.ts';
import { knownName } from './parameter-names.ts';
import type { FormWords } from './words.ts';

/** Where the spec stands in CreateJobRequest and in RerunJobRequest. */
const SPEC = 'spec.';

/** The server's refusal of a spec, field by field; what has no field of the form is about the whole form. */
export function fieldErrorsOf(error: NanococoaError | undefined, t: Messages, w: FormWords): FieldErrors {
  if (error === undefined) return {};
  const errors: FieldErrors = { [WHOLE_FORM]: errorSentence(error, t) };
  const elsewhere: string[] = [];
  for (const { field, description } of error.fields) {
    const path = field.startsWith(SPEC) ? field.slice(SPEC.length) : field;
    const label = knownName(path, w);
    if (label === undefined) elsewhere.push(`${field} ${description}`);
    else errors[path] = t.fieldRefused(label, description);
  }
  if (elsewhere.length > 0) errors[WHOLE_FORM] = [errors[WHOLE_FORM], ...elsewhere].join(' ');
  return errors;
}
