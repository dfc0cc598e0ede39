import type { Layers } from '../compose.ts';
import type { Shown } from '../protocol.ts';
import { intersect, type Rect, unite, wholeOf } from '../rect.ts';
import { contextOf, createTiledCanvas, type TiledCanvas } from './tiled-canvas.ts';

/** The canvas on the page, drawn by the worker at most once a frame and only where something changed. */
export interface Screen {
  show(shown: Shown): void;
  /** Says which pixels of the picture have changed. */
  refresh(area: Rect | undefined): void;
}

/** Of this scale on, single pixels are to be seen. */
const PIXELS_FROM_SCALE = 3;
/** Pixels around a changed place that smoothing changes, too. */
const BLEED = 3;
const CHECKER_SQUARE = 10;

export function createScreen(canvas: OffscreenCanvas, layers: Layers): Screen {
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('The page has no canvas.');
  const mask = contextOf(1, 1);
  const checker = checkerPattern();
  const size = layers.photo;
  const picture = createTiledCanvas(size);
  const photo = createTiledCanvas(size);
  // The photo on its own is a cut-out of nothing with all of it brought back.
  const opaque = { ...layers, mask: alphaOf(layers.photo.data) };
  photo.update({ ...opaque, cutout: layers.photo }, wholeOf(size));
  picture.update(layers, wholeOf(size));

  let shown: Shown | undefined;
  /** Of the picture. */
  let changed: Rect | undefined;
  /** Of the canvas. */
  let dirty: Rect | undefined;
  let frame: number | undefined;

  const later = () => (frame ??= requestAnimationFrame(paint));

  function paint(): void {
    frame = undefined;
    if (shown === undefined) return;
    const { viewport } = shown;
    // In the frame that draws it: an emptied canvas is never seen.
    if (canvas.width !== shown.canvas.width || canvas.height !== shown.canvas.height) {
      Object.assign(canvas, shown.canvas);
      Object.assign(mask.canvas, shown.canvas);
    }
    if (changed !== undefined) {
      picture.update(layers, changed);
      dirty = unite(dirty, {
        left: Math.floor(changed.left * viewport.scale + viewport.x) - BLEED,
        top: Math.floor(changed.top * viewport.scale + viewport.y) - BLEED,
        right: Math.ceil(changed.right * viewport.scale + viewport.x) + BLEED,
        bottom: Math.ceil(changed.bottom * viewport.scale + viewport.y) + BLEED,
      });
      changed = undefined;
    }
    const clip = dirty && intersect(dirty, wholeOf(shown.canvas));
    dirty = undefined;
    if (clip !== undefined) draw(shown, clip);
  }

  function draw(now: Shown, clip: Rect): void {
    if (context === null) return;
    const { scale, x, y } = now.viewport;
    const box = {
      left: Math.round(x),
      top: Math.round(y),
      right: Math.round(x + size.width * scale),
      bottom: Math.round(y + size.height * scale),
    };
    const put = (target: OffscreenCanvasRenderingContext2D, tiles: TiledCanvas) => {
      target.imageSmoothingEnabled = scale < PIXELS_FROM_SCALE;
      tiles.draw(target, scale, x, y, clip);
    };
    context.save();
    clipTo(context, clip);
    context.clearRect(clip.left, clip.top, clip.right - clip.left, clip.bottom - clip.top);
    const part = intersect(box, clip);
    if (part !== undefined) {
      const fill = (target: OffscreenCanvasRenderingContext2D, style: string | CanvasPattern) => {
        target.fillStyle = style;
        target.fillRect(part.left, part.top, part.right - part.left, part.bottom - part.top);
      };
      if (now.isPhotoOnly) {
        fill(context, checker);
        put(context, photo);
      } else if (now.backdrop === 'mask') {
        mask.save();
        clipTo(mask, clip);
        mask.clearRect(clip.left, clip.top, clip.right - clip.left, clip.bottom - clip.top);
        put(mask, picture);
        mask.globalCompositeOperation = 'source-in';
        fill(mask, '#fff');
        mask.restore();
        fill(context, '#000');
        context.drawImage(mask.canvas, 0, 0);
      } else {
        if (now.backdrop === 'photo') {
          put(context, photo);
          fill(context, 'rgb(18 16 14 / 68%)');
        } else {
          fill(context, { checker, white: '#fff', black: '#000', colour: now.colour }[now.backdrop]);
        }
        put(context, picture);
      }
    }
    context.restore();
  }

  return {
    show(next) {
      shown = next;
      dirty = wholeOf(next.canvas);
      later();
    },
    refresh(area) {
      if (area === undefined) return;
      changed = unite(changed, area);
      later();
    },
  };
}

function clipTo(context: OffscreenCanvasRenderingContext2D, { left, top, right, bottom }: Rect): void {
  context.beginPath();
  context.rect(left, top, right - left, bottom - top);
  context.clip();
}

function checkerPattern(): CanvasPattern {
  const tile = contextOf(2 * CHECKER_SQUARE, 2 * CHECKER_SQUARE);
  tile.fillStyle = '#fff';
  tile.fillRect(0, 0, 2 * CHECKER_SQUARE, 2 * CHECKER_SQUARE);
  tile.fillStyle = '#d8d8d8';
  tile.fillRect(0, 0, CHECKER_SQUARE, CHECKER_SQUARE);
  tile.fillRect(CHECKER_SQUARE, CHECKER_SQUARE, CHECKER_SQUARE, CHECKER_SQUARE);
  const pattern = tile.createPattern(tile.canvas, 'repeat');
  if (pattern === null) throw new Error('There is no memory for another canvas.');
  return pattern;
}

function alphaOf(data: Uint8ClampedArray): Uint8Array {
  const alpha = new Uint8Array(data.length / 4);
  for (let i = 0; i < alpha.length; i++) alpha[i] = data[4 * i + 3];
  return alpha;
}
