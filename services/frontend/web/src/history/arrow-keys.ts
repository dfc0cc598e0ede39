/**
 * Where an arrow key leads from a card of a grid whose rows are equally long, except for the last one; undefined: the
 * key is none of these.
 */
export function cardAfter(key: string, at: number, count: number, columns: number): number | undefined {
  switch (key) {
    case 'ArrowLeft':
      return Math.max(0, at - 1);
    case 'ArrowRight':
      return Math.min(count - 1, at + 1);
    case 'ArrowUp':
      return at < columns ? at : at - columns;
    case 'ArrowDown':
      return rowOf(at, columns) === rowOf(count - 1, columns) ? at : Math.min(count - 1, at + columns);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

/** How many cards stand beside each other, by the tops of all. */
export function columnsOf(tops: readonly number[]): number {
  const next = tops.findIndex((top) => Math.abs(top - tops[0]) > 1);
  return next === -1 ? Math.max(1, tops.length) : next;
}

function rowOf(at: number, columns: number): number {
  return Math.floor(at / columns);
}
