/**
 * Where typing leads to in a list of names: on from the present place for one letter, again and again; to the next name
 * that begins with them for several. undefined: no name does.
 */
export function findByTyping(names: readonly string[], typed: string, from: number): number | undefined {
  const wanted = typed.toLowerCase();
  const isOneLetter = [...wanted].every((letter) => letter === wanted[0]);
  const begin = isOneLetter ? wanted.slice(0, 1) : wanted;
  // What still fits stays; one letter once more goes on.
  const first = isOneLetter ? from + 1 : from;
  for (let step = 0; step < names.length; step++) {
    const at = (first + step) % names.length;
    if (names[at]?.toLowerCase().startsWith(begin)) return at;
  }
  return undefined;
}
