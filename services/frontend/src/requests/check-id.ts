import { invalid } from './present.ts';

interface IdKind {
  pattern: RegExp;
  form: string;
}

/** The forms of the ids that the services make. */
export const ID = {
  image: { pattern: /^[0-9a-f]{64}$/, form: '64 lower-case hexadecimal digits' },
  job: { pattern: /^[0-9A-HJKMNP-TV-Z]{26}$/, form: '26 characters of 0-9 A-Z without I, L, O, U' },
  upload: { pattern: /^[A-Za-z0-9_-]{1,64}$/, form: '1 to 64 characters of A-Z a-z 0-9 _ -' },
  request: { pattern: /^[A-Za-z0-9._-]{1,128}$/, form: '1 to 128 characters of A-Z a-z 0-9 . _ -' },
} as const satisfies Record<string, IdKind>;

/** What is wrong with an id, or undefined. */
export function describeIdFault({ pattern, form }: IdKind, id: string): string | undefined {
  if (pattern.test(id)) return undefined;
  return id === ''
    ? `is missing; must be ${form}`
    : `is "${id.length > 80 ? `${id.slice(0, 80)}…` : id}"; must be ${form}`;
}

/** @throws AppError INVALID_REQUEST naming the field when an id cannot be one of ours. */
export function checkId(kind: IdKind, field: string, id: string): void {
  const description = describeIdFault(kind, id);
  if (description) throw invalid(field, description);
}
