import type { AlphaTile } from './tiles.ts';

/** Steps back and forth, each the tiles that it changed, as they were on the other side of it. */
export interface History {
  readonly undoSteps: number;
  readonly redoSteps: number;
  /** Keeps a change by its tiles as they were before; what had been undone is forgotten. */
  push(before: AlphaTile[]): void;
  /**
   * Takes a step back, or forth.
   *
   * @param swap Puts tiles into the picture and gives those that were there.
   */
  step(direction: 'undo' | 'redo', swap: (tiles: AlphaTile[]) => AlphaTile[]): AlphaTile[] | undefined;
}

/** @param budgetBytes The oldest steps are forgotten beyond it; the latest one is always kept. */
export function createHistory(budgetBytes: number): History {
  const stacks = { undo: [] as AlphaTile[][], redo: [] as AlphaTile[][] };
  const bytesOf = (steps: AlphaTile[][]) =>
    steps.reduce((sum, tiles) => sum + tiles.reduce((bytes, { alpha }) => bytes + alpha.length, 0), 0);
  return {
    get undoSteps() {
      return stacks.undo.length;
    },
    get redoSteps() {
      return stacks.redo.length;
    },
    push(before) {
      stacks.redo.length = 0;
      stacks.undo.push(before);
      while (stacks.undo.length > 1 && bytesOf(stacks.undo) > budgetBytes) stacks.undo.shift();
    },
    step(direction, swap) {
      const tiles = stacks[direction].pop();
      if (tiles === undefined) return undefined;
      stacks[direction === 'undo' ? 'redo' : 'undo'].push(swap(tiles));
      return tiles;
    },
  };
}
