import type { FieldWords } from './field-words.ts';
import type { SpecChange } from './spec-changes.ts';

/** What a field is called that has no short name: the server's description of it. */
export type Describe = (name: string) => string | undefined;

/** More are only counted. */
const MAX_PHRASES = 3;

/** What has changed in a version, in a few words, such as "Copy, seed 7 → 91". */
export function changeWords(changes: readonly SpecChange[], w: FieldWords, describe?: Describe): string {
  const phrases = [
    ...new Set(changes.filter(isSeen).map((change) => phraseOf(change, changes, w, describe))),
  ];
  if (phrases.length === 0) return w.same;
  const isTooMany = phrases.length > MAX_PHRASES;
  const said = isTooMany ? phrases.slice(0, MAX_PHRASES - 1) : phrases;
  const rest = isTooMany ? [w.andMore(phrases.length - said.length)] : [];
  return [...said.map((phrase, at) => (at === 0 ? phrase : lowerFirst(phrase))), ...rest].join(', ');
}

/** What a field is called. */
export function fieldName(name: string, w: FieldWords, describe?: Describe): string {
  // The first sentence of a description says what the field is, the others what happens without it.
  return (
    w.fields[name] ??
    describe?.(name)
      ?.split(/(?<=[.:])\s/)[0]
      .replace(/[.:]$/, '') ??
    name
  );
}

/** When memory is given back says nothing about the ad. */
function isSeen({ name }: SpecChange): boolean {
  return name !== 'auto_unload';
}

function phraseOf(
  { name, before, after }: SpecChange,
  changes: readonly SpecChange[],
  w: FieldWords,
  describe?: Describe,
): string {
  switch (name) {
    case 'seed':
      return w.seed(before, after);
    case 'product.x':
    case 'product.y':
      return w.moved;
    case 'product.scale':
      return Number(after ?? 0) > Number(before ?? 0) ? w.larger : w.smaller;
    case 'product.image_id':
      return w.photo;
    case 'product.cutout_image_id':
      return w.cutout;
    case 'step1_image_id':
      return after === undefined ? w.madeBackground : w.ownBackground;
    case 'step2_image_id':
      return after === undefined ? w.madeLetters : w.ownLetters;
    case 'output.width':
    case 'output.height':
      return sizePhrase(changes, w);
    default:
      return fieldName(name, w, describe);
  }
}

function sizePhrase(changes: readonly SpecChange[], w: FieldWords): string {
  const [width, height] = ['output.width', 'output.height'].map(
    (side) => changes.find(({ name }) => name === side)?.after,
  );
  if (width !== undefined && height !== undefined) return w.size(width, height);
  return width === undefined
    ? `${w.fields['output.height']} ${height}`
    : `${w.fields['output.width']} ${width}`;
}

function lowerFirst(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}
