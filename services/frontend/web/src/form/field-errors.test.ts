import { NanococoaError, Status } from '@nanococoa/client';
import { expect, it } from 'vitest';
import { EN } from '../i18n/en.ts';
import { WHOLE_FORM } from './check-values.ts';
import { fieldErrorsOf } from './field-errors.ts';
import { WORDS } from './words.ts';

it('puts each of the server’s refusals beside its field, and what has no field above the button', () => {
  const error = new NanococoaError({
    code: Status.INVALID_ARGUMENT,
    reason: 'INVALID_REQUEST',
    message: 'The request has invalid fields.',
    fields: [
      { field: 'spec.text.content', description: 'has characters that a lacks: 뷁' },
      { field: 'spec.start_step', description: 'is 9; must be 1 to 3' },
    ],
  });
  expect(fieldErrorsOf(error, EN, WORDS.en)).toEqual({
    [WHOLE_FORM]: 'Some entries need another look. spec.start_step is 9; must be 1 to 3',
    'text.content': 'Ad copy: has characters that a lacks: 뷁.',
  });
});
