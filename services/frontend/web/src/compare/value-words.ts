import type { Messages } from '../i18n/messages.ts';
import type { SpecValue } from '../versions/spec-changes.ts';
import type { CompareWords } from './words.ts';

/** Fields whose value is a part of something, as a percentage. */
const FRACTIONS = /^product\.(scale|strength|x|y)$|^composition\.strength$/;

/** A field's value for a person. Ids of pictures stay what they are. */
export function valueWords(name: string, value: SpecValue, t: Messages, w: CompareWords): string {
  if (value === undefined) return /^product\.(x|y|elevation_deg)$/.test(name) ? w.chosenByServer : w.unset;
  if (typeof value === 'boolean') return value ? w.yes : w.no;
  if (typeof value === 'number') {
    if (FRACTIONS.test(name)) return `${Math.round(value * 1000) / 10}%`;
    return name === 'seed' ? String(value) : value.toLocaleString(undefined, { maximumFractionDigits: 2 });
  }
  const choice = value.split('_').at(-1)?.toLowerCase() ?? '';
  if (name === 'text.position') return wordOf(t.positions, choice, w);
  if (name === 'composition.mode') return wordOf(t.modes, choice, w);
  if (name === 'text.alignment') return wordOf(w.alignments, choice, w);
  if (name === 'output.media_type') return value.replace('image/', '').toUpperCase();
  return value;
}

/** Whether a field names a picture. */
export function isPicture(name: string): boolean {
  return name.endsWith('image_id');
}

function wordOf(words: object, choice: string, w: CompareWords): string {
  const word = new Map<string, string>(Object.entries(words)).get(choice);
  return word ?? w.chosenByServer;
}
