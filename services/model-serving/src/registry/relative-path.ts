/** Longest path of a file inside a model's folder, characters: deeper folders than people make, short enough for any disk. */
const MAX_LENGTH = 512;
const MAX_DEPTH = 8;

/** Names that are devices on Windows, whatever their ending: a models folder may be copied anywhere. */
const DEVICE = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/i;

/** Control characters, and what means something in a path or a pattern on some system. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const FORBIDDEN = /[\x00-\x1f\x7f\\:*?"<>|]/;

/**
 * What is wrong with a path that is to name a file inside of a model's folder, with "/" between names; undefined:
 * nothing is. Whatever passes stays inside the folder when joined to it, provided that no name in it is a link.
 */
export function pathFault(path: string): string | undefined {
  if (path === '') return 'is empty';
  if (path.length > MAX_LENGTH) return `is longer than ${MAX_LENGTH} characters`;
  if (path.startsWith('/') || /^[a-z]:/i.test(path)) return 'is absolute';
  if (FORBIDDEN.test(path)) return 'has a character that paths of models may not have';
  const names = path.split('/');
  if (names.length > MAX_DEPTH) return `is more than ${MAX_DEPTH} folders deep`;
  for (const name of names) {
    if (name === '..') return 'leads out of its folder';
    if (name === '' || name === '.') return 'has an empty name in it';
    if (DEVICE.test(name)) return `has the name of a device in it (${name})`;
    if (/^ |[ .]$/.test(name)) return 'has a name with a space or a dot at its end';
  }
  return undefined;
}
