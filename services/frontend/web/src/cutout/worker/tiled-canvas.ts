import { composeRect, type Layers } from '../compose.ts';
import { intersect, type Rect, type Size } from '../rect.ts';

/** Of a canvas that is drawn elsewhere and then written, browsers make a copy: small canvases make small copies. */
const SIDE = 512;

/** A picture on canvases of at most 512 × 512, whole and in halves of halves: what the screen is drawn from. */
export interface TiledCanvas {
  /** Writes what has changed in the layers. */
  update(layers: Layers, area: Rect): void;
  /** Draws it so that a pixel of the picture is `scale` pixels wide. */
  draw(context: OffscreenCanvasRenderingContext2D, scale: number, x: number, y: number, clip: Rect): void;
}

interface Level {
  size: Size;
  columns: number;
  tiles: OffscreenCanvasRenderingContext2D[];
}

export function createTiledCanvas(size: Size): TiledCanvas {
  const levels = [createLevel(size)];
  for (let level = levels[0]; Math.max(level.size.width, level.size.height) > SIDE; ) {
    level = createLevel({ width: Math.ceil(level.size.width / 2), height: Math.ceil(level.size.height / 2) });
    levels.push(level);
  }
  const scratch = new ImageData(SIDE, SIDE);

  return {
    update(layers, area) {
      eachTile(levels[0], area, (tile, part, left, top) => {
        composeRect(layers, part, scratch, part.left - left, part.top - top);
        const { width, height } = { width: part.right - part.left, height: part.bottom - part.top };
        tile.putImageData(scratch, 0, 0, part.left - left, part.top - top, width, height);
      });
      let changed = area;
      for (let n = 1; n < levels.length; n++) {
        changed = halve(changed);
        halveInto(levels[n], levels[n - 1], changed);
      }
    },
    draw(context, scale, x, y, clip) {
      const n = Math.min(levels.length - 1, Math.max(0, Math.floor(Math.log2(1 / scale) + 0.01)));
      const levelScale = scale * 2 ** n;
      const level = levels[n];
      const all = { left: 0, top: 0, right: level.size.width, bottom: level.size.height };
      eachTile(level, all, (tile, part) => {
        // Edges on whole pixels: neighbours meet without a seam.
        const left = Math.round(x + part.left * levelScale);
        const top = Math.round(y + part.top * levelScale);
        const right = Math.round(x + part.right * levelScale);
        const bottom = Math.round(y + part.bottom * levelScale);
        if (intersect({ left, top, right, bottom }, clip) === undefined) return;
        const [width, height] = [part.right - part.left, part.bottom - part.top];
        context.drawImage(tile.canvas, 0, 0, width, height, left, top, right - left, bottom - top);
      });
    },
  };
}

function createLevel(size: Size): Level {
  const columns = Math.ceil(size.width / SIDE);
  const count = columns * Math.ceil(size.height / SIDE);
  return { size, columns, tiles: Array.from({ length: count }, () => contextOf(SIDE, SIDE)) };
}

/** A canvas of the worker's own. */
export function contextOf(width: number, height: number): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(width, height).getContext('2d');
  if (context === null) throw new Error('There is no memory for another canvas.');
  return context;
}

type TileWork = (tile: OffscreenCanvasRenderingContext2D, part: Rect, left: number, top: number) => void;

function eachTile({ size, columns, tiles }: Level, area: Rect, work: TileWork): void {
  for (const [i, tile] of tiles.entries()) {
    const [left, top] = [(i % columns) * SIDE, Math.floor(i / columns) * SIDE];
    const right = Math.min(left + SIDE, size.width);
    const bottom = Math.min(top + SIDE, size.height);
    const part = intersect(area, { left, top, right, bottom });
    if (part !== undefined) work(tile, part, left, top);
  }
}

/** Each pixel becomes the mean of four. */
function halveInto(level: Level, source: Level, area: Rect): void {
  eachTile(level, area, (tile, part, left, top) => {
    tile.clearRect(part.left - left, part.top - top, part.right - part.left, part.bottom - part.top);
    const wanted = { left: part.left * 2, top: part.top * 2, right: part.right * 2, bottom: part.bottom * 2 };
    eachTile(source, wanted, (from, piece, fromLeft, fromTop) => {
      const [width, height] = [piece.right - piece.left, piece.bottom - piece.top];
      const x = piece.left / 2 - left;
      const y = piece.top / 2 - top;
      tile.drawImage(
        from.canvas,
        piece.left - fromLeft,
        piece.top - fromTop,
        width,
        height,
        x,
        y,
        width / 2,
        height / 2,
      );
    });
  });
}

function halve({ left, top, right, bottom }: Rect): Rect {
  return {
    left: Math.floor(left / 2),
    top: Math.floor(top / 2),
    right: Math.ceil(right / 2),
    bottom: Math.ceil(bottom / 2),
  };
}
