import type { FormWords } from './words.ts';

/** A parameter's name for a person; of one that the page has no word for, what its path says. */
export function nameOf(path: string, w: FormWords): string {
  return knownName(path, w) ?? readable(path.slice(path.indexOf('.') + 1));
}

/** The word that the page has for a parameter: its own, or the one for fields that several groups have. */
export function knownName(path: string, w: FormWords): string | undefined {
  return w.names[path] ?? w.names[`*${path.slice(path.indexOf('.'))}`];
}

/** The name of one of a choice's values, such as "TEXT_ALIGNMENT_LEFT". */
export function choiceName(value: string, values: readonly string[], w: FormWords): string {
  return w.choices[value] ?? readable(value.slice(commonStart(values).length).toLowerCase());
}

function readable(name: string): string {
  const words = name.replaceAll('_', ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What all values begin with, to the last underscore in it: an enum's name. */
function commonStart(values: readonly string[]): string {
  const [first = ''] = values;
  let length = values.length > 1 ? first.lastIndexOf('_') + 1 : 0;
  while (length > 0 && !values.every((value) => value.startsWith(first.slice(0, length)))) {
    length = first.lastIndexOf('_', length - 2) + 1;
  }
  return first.slice(0, length);
}
