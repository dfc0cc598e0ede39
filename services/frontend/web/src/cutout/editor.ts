import type { Brush } from './brush.ts';
import type { Layers } from './compose.ts';
import { createHistory } from './history.ts';
import type { Pixels } from './likeness.ts';
import { type Point, type Rect, unite } from './rect.ts';
import { createStroke, type Stroke } from './stroke.ts';
import { type AlphaTile, isSameTile, readTile, tileRect, writeTile } from './tiles.ts';

/** A cut-out that is being touched up. What changes something gives the rectangle that changed. */
export interface Editor {
  readonly layers: Layers;
  readonly undoSteps: number;
  readonly redoSteps: number;
  /** Whether it differs from the cut-out as it was. */
  readonly isChanged: boolean;
  begin(brush: Brush): void;
  moveTo(points: Point[]): Rect | undefined;
  /** Ends the stroke: one step to undo. Gives the tiles that are to be kept now. */
  end(): ChangedTiles;
  /** Takes the stroke back that has not ended. */
  cancel(): Rect | undefined;
  step(direction: 'undo' | 'redo'): Change;
  /** Takes all changes back, as one step to undo. */
  reset(): Change;
  /** Puts tiles in that were kept, as one step to undo. */
  restore(tiles: AlphaTile[]): Change;
}

/** What differs from the cut-out as it was, of the tiles that were changed. */
export interface ChangedTiles {
  /** Different ones. */
  kept: AlphaTile[];
  /** Those that are as they were at first. */
  same: number[];
}

export interface Change {
  area: Rect | undefined;
  tiles: ChangedTiles;
}

const HISTORY_BYTES = 96 * 1024 ** 2;

/** @param photo,cutout Of one size. */
export function createEditor(photo: Pixels, cutout: Pixels): Editor {
  const first = alphaOf(cutout);
  const mask = first.slice();
  const history = createHistory(HISTORY_BYTES);
  const different = new Set<number>();
  let stroke: Stroke | undefined;

  const swap = (tiles: AlphaTile[]): AlphaTile[] =>
    tiles.map((tile) => {
      const there = { index: tile.index, alpha: readTile(photo, mask, tile.index) };
      writeTile(photo, mask, tile);
      return there;
    });
  const settle = (tiles: AlphaTile[]): ChangedTiles => {
    const changed: ChangedTiles = { kept: [], same: [] };
    for (const { index } of tiles) {
      if (isSameTile(photo, mask, first, index)) {
        different.delete(index);
        changed.same.push(index);
      } else {
        different.add(index);
        changed.kept.push({ index, alpha: readTile(photo, mask, index) });
      }
    }
    return changed;
  };
  const changeOf = (tiles: AlphaTile[]): Change => ({ area: areaOf(tiles), tiles: settle(tiles) });
  const areaOf = (tiles: AlphaTile[]) =>
    tiles.reduce<Rect | undefined>((area, { index }) => unite(area, tileRect(photo, index)), undefined);
  const put = (tiles: AlphaTile[]): Change => {
    if (tiles.length > 0) history.push(swap(tiles));
    return changeOf(tiles);
  };

  return {
    layers: { photo, cutout, mask },
    get undoSteps() {
      return history.undoSteps;
    },
    get redoSteps() {
      return history.redoSteps;
    },
    get isChanged() {
      return different.size > 0;
    },
    begin(brush) {
      stroke = createStroke({ photo, mask }, brush);
    },
    moveTo: (points) =>
      points.reduce<Rect | undefined>((area, point) => unite(area, stroke?.moveTo(point)), undefined),
    end() {
      // A stroke that changed nothing is no step.
      const tiles = (stroke?.before() ?? []).filter(({ index, alpha }) => differs(index, alpha));
      stroke = undefined;
      if (tiles.length > 0) history.push(tiles);
      return settle(tiles);
    },
    cancel() {
      const tiles = stroke?.before() ?? [];
      stroke = undefined;
      for (const tile of tiles) writeTile(photo, mask, tile);
      return areaOf(tiles);
    },
    step: (direction) => changeOf(history.step(direction, swap) ?? []),
    reset: () => put([...different].map((index) => ({ index, alpha: readTile(photo, first, index) }))),
    restore: put,
  };

  function differs(index: number, alpha: Uint8Array): boolean {
    const now = readTile(photo, mask, index);
    return now.some((value, i) => value !== alpha[i]);
  }
}

function alphaOf({ data }: Pixels): Uint8Array {
  const alpha = new Uint8Array(data.length / 4);
  for (let i = 0; i < alpha.length; i++) alpha[i] = data[4 * i + 3];
  return alpha;
}
