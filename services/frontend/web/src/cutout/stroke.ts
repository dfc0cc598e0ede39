import { type Brush, coverageAt, profileOf } from './brush.ts';
import { likenessIn, type Pixels } from './likeness.ts';
import { intersect, type Point, type Rect, unite, wholeOf } from './rect.ts';
import { type AlphaTile, readTile, tileRect, tilesIn } from './tiles.ts';

/** What a stroke paints on. */
export interface Ground {
  /** The photo; its own alpha is the most that a stroke brings back. */
  photo: Pixels;
  /** The alpha as it is now, one byte a pixel; a stroke changes it. */
  mask: Uint8Array;
}

/** One stroke, from the pen's coming down to its going up. */
export interface Stroke {
  /** Goes on to a point, in pixels of the picture; gives what has changed. */
  moveTo(point: Point): Rect | undefined;
  /** The touched tiles as they were before the stroke. */
  before(): AlphaTile[];
}

interface TouchedTile extends AlphaTile {
  /** The most that any part of the stroke covers, 0..255. */
  cover: Uint8Array;
}

/** A brush that looks at colours does so about this often on its way, in radii. */
const LOOK_EVERY = 0.4;
const LONGEST_PIECE = 2;
/** Before it has moved by this many radii, looking again would find the same. */
const LEAST_LOOK = 0.06;

/**
 * Begins a stroke. It covers what lies within its brush of its line, without gaps however fast the pen moves; where it
 * crosses itself it covers no more than once.
 */
export function createStroke({ photo, mask }: Ground, brush: Brush): Stroke {
  const profile = profileOf(brush);
  const touched = new Map<number, TouchedTile>();
  let last: Point | undefined;

  const touch = (index: number): TouchedTile => {
    let tile = touched.get(index);
    if (tile === undefined) {
      const alpha = readTile(photo, mask, index);
      touched.set(index, (tile = { index, alpha, cover: new Uint8Array(alpha.length) }));
    }
    return tile;
  };

  function cover(from: Point, to: Point): Rect | undefined {
    const reach = profile.outer;
    const box = {
      left: Math.floor(Math.min(from.x, to.x) - reach),
      top: Math.floor(Math.min(from.y, to.y) - reach),
      right: Math.ceil(Math.max(from.x, to.x) + reach),
      bottom: Math.ceil(Math.max(from.y, to.y) + reach),
    };
    const area = intersect(box, wholeOf(photo));
    if (area === undefined) return undefined;
    const { tolerance } = brush;
    const likeness = tolerance === undefined ? undefined : likenessIn(photo, to, area, tolerance);
    for (const index of tilesIn(photo, area)) coverTile(touch(index), area, from, to, likeness);
    return area;
  }

  function coverTile(
    tile: TouchedTile,
    area: Rect,
    from: Point,
    to: Point,
    likeness: Uint8Array | undefined,
  ) {
    const bounds = tileRect(photo, tile.index);
    const part = intersect(bounds, area);
    if (part === undefined) return;
    const { inner, outer } = profile;
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    const lengthSquared = dx * dx + dy * dy;
    const tileWidth = bounds.right - bounds.left;
    const areaWidth = area.right - area.left;
    const isErasing = brush.kind === 'erase';
    for (let y = part.top; y < part.bottom; y++) {
      const py = y + 0.5 - from.y;
      for (let x: number = part.left; x < part.right; x++) {
        const i = (y - bounds.top) * tileWidth + x - bounds.left;
        // Most of what a moving brush covers, it has covered already.
        if (tile.cover[i] === 255) continue;
        const px = x + 0.5 - from.x;
        // The nearest point of the line between both.
        const along = lengthSquared === 0 ? 0 : (px * dx + py * dy) / lengthSquared;
        const t = along < 0 ? 0 : along > 1 ? 1 : along;
        const ex = px - t * dx;
        const ey = py - t * dy;
        const squared = ex * ex + ey * ey;
        if (squared >= outer * outer) continue;
        let covered = squared <= inner * inner ? 255 : coverageAt(profile, Math.sqrt(squared));
        if (likeness !== undefined) {
          covered = (covered * likeness[(y - area.top) * areaWidth + x - area.left]) / 255;
        }
        if (covered <= tile.cover[i]) continue;
        tile.cover[i] = covered;
        const k = y * photo.width + x;
        const was = tile.alpha[i];
        const target = isErasing ? 0 : Math.max(was, photo.data[4 * k + 3]);
        mask[k] = Math.round(was + ((target - was) * tile.cover[i]) / 255);
      }
    }
  }

  return {
    moveTo(point) {
      const from = last ?? point;
      const distance = Math.hypot(point.x - from.x, point.y - from.y);
      const isLooking = brush.tolerance !== undefined;
      if (isLooking && last !== undefined && distance < LEAST_LOOK * brush.radius) return undefined;
      last = point;
      const longest = brush.radius * (isLooking ? LOOK_EVERY : LONGEST_PIECE);
      const pieces = Math.max(1, Math.ceil(distance / Math.max(1, longest)));
      let changed: Rect | undefined;
      for (let i = 0; i < pieces; i++) {
        const at = (n: number): Point => ({
          x: from.x + ((point.x - from.x) * n) / pieces,
          y: from.y + ((point.y - from.y) * n) / pieces,
        });
        changed = unite(changed, cover(at(i), at(i + 1)));
      }
      return changed;
    },
    before: () => [...touched.values()].map(({ index, alpha }) => ({ index, alpha })),
  };
}
