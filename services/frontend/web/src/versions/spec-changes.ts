import { AdSpec } from '@nanococoa/client';

/** A field of a spec with another value. */
export interface SpecChange {
  /** Path in AdSpec, as in ListParameters. */
  name: string;
  before: SpecValue;
  after: SpecValue;
}

/** As in JSON: an enum is its name. undefined: not set. */
export type SpecValue = string | number | boolean | undefined;

/** What differs between two specs, in the order of AdSpec. */
export function specChanges(before: AdSpec | undefined, after: AdSpec | undefined): SpecChange[] {
  const old = valuesOf(before);
  const values = valuesOf(after);
  const names = ORDER.concat([...old.keys(), ...values.keys()].filter((name) => !ORDER.includes(name)));
  return [...new Set(names)]
    .map((name) => ({ name, before: old.get(name), after: values.get(name) }))
    .filter((change) => change.before !== change.after)
    .filter(({ name }, _at, changes) => !(name === 'start_step' && changes.some(isOwnPicture)));
}

/** Groups in which a change says most come first; a field of none of them follows. */
const ORDER: readonly string[] = [
  'step1_image_id',
  'step2_image_id',
  'product.image_id',
  'product.cutout_image_id',
  'background.prompt',
  'text.content',
];

/** An own picture for a step: where the job starts only follows from it. */
function isOwnPicture({ name }: SpecChange): boolean {
  return name === 'step1_image_id' || name === 'step2_image_id';
}

function valuesOf(spec: AdSpec | undefined): Map<string, SpecValue> {
  const values = new Map<string, SpecValue>();
  const read = (fields: object, prefix: string): void => {
    for (const [field, value] of Object.entries(fields)) {
      const name = `${prefix}${field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`;
      if (typeof value === 'object' && value !== null) read(value, `${name}.`);
      else if (value !== '') values.set(name, value);
    }
  };
  if (spec !== undefined) read(AdSpec.toJSON(spec) as object, '');
  return values;
}
