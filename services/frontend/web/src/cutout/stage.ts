import type { Brush } from './brush.ts';
import { listenToPointers } from './pointer-input.ts';
import type { Request, Shown } from './protocol.ts';
import type { Point, Size } from './rect.ts';
import { fit, panBy, resized, reveal, toCanvas, toPicture, type Viewport, zoomAt } from './viewport.ts';

/** What the picture is shown with. */
export type StageLook = Pick<Shown, 'backdrop' | 'colour' | 'isPhotoOnly'>;

/** The picture under the brush: pointers, zoom and the brush's outline. Lives outside of React: it moves with every frame. */
export interface Stage {
  setBrush(brush: Brush): void;
  setLook(look: StageLook): void;
  /** Around the middle of what is shown. */
  zoomBy(factor: number): void;
  showAll(): void;
  /** While held, one pointer moves the picture. */
  holdPan(isHeld: boolean): void;
  /** Moves the brush by pixels of the page, without a pointer. Gives where it is, 0..1 of the picture. */
  moveBrush(by: Point): Point;
  /** Puts the brush down where it is, or lifts it. */
  press(isDown: boolean): void;
  dispose(): void;
}

export interface StageOptions {
  /** Its size is the stage's. */
  host: HTMLElement;
  canvas: HTMLCanvasElement;
  /** A round outline, in the middle of which the brush is. */
  cursor: HTMLElement;
  picture: Size;
  brush: Brush;
  look: StageLook;
  post(request: Request): void;
  /** Hears how many pixels of the page one of the picture takes. */
  onZoom(scale: number): void;
  /** Hears of a wheel that makes the brush larger or smaller. */
  onResizeBrush(factor: number): void;
}

/** Sharper than this no eye is, and the work grows with its square. */
const MOST_PIXEL_RATIO = 2;

export function createStage({ host, canvas, cursor, picture, post, ...options }: StageOptions): Stage {
  let { brush, look } = options;
  let ratio = 1;
  let size: Size = { width: 1, height: 1 };
  let view: Viewport = { scale: 1, x: 0, y: 0 };
  let isAllShown = true;
  let isPanHeld = false;
  let isPressed = false;
  /** Where the brush is, in the picture. */
  let at: Point = { x: picture.width / 2, y: picture.height / 2 };
  let frame: number | undefined;

  host.prepend(canvas);

  /** However often something changes, it is told once a frame. */
  const later = () => (frame ??= requestAnimationFrame(show));
  function show(): void {
    frame = undefined;
    post({ kind: 'show', shown: { canvas: size, viewport: view, ...look } });
    options.onZoom(view.scale / ratio);
    placeCursor();
  }
  function placeCursor(): void {
    const { x, y } = toCanvas(view, at);
    const diameter = Math.max(3, (2 * brush.radius * view.scale) / ratio);
    cursor.style.width = cursor.style.height = `${diameter}px`;
    cursor.style.transform = `translate(${x / ratio - diameter / 2}px, ${y / ratio - diameter / 2}px)`;
    cursor.dataset.kind = brush.kind;
    cursor.dataset.smart = String(brush.tolerance !== undefined);
  }
  function turnTo(next: Viewport): void {
    view = next;
    isAllShown = false;
    later();
  }

  const observer = new ResizeObserver(() => {
    const before = size;
    ratio = Math.min(MOST_PIXEL_RATIO, window.devicePixelRatio);
    const { clientWidth, clientHeight } = host;
    if (clientWidth === 0 || clientHeight === 0) return;
    size = { width: Math.round(clientWidth * ratio), height: Math.round(clientHeight * ratio) };
    view = isAllShown ? fit(picture, size) : resized(view, before, size);
    later();
  });
  observer.observe(host);

  const pointers = listenToPointers(host, {
    isPanning: () => isPanHeld,
    onHover(point) {
      at = toPicture(view, toDevice(point));
      placeCursor();
    },
    onBegin(points) {
      post({ kind: 'begin', brush, points: points.map((point) => toPicture(view, toDevice(point))) });
    },
    onMove(points) {
      post({ kind: 'move', points: points.map((point) => toPicture(view, toDevice(point))) });
    },
    onEnd: () => post({ kind: 'end' }),
    onCancel: () => post({ kind: 'cancel' }),
    onPan: (by) => turnTo(panBy(view, toDevice(by), picture, size)),
    onZoom: (point, factor) => turnTo(zoomAt(view, toDevice(point), factor, picture, size)),
    onResizeBrush: options.onResizeBrush,
  });
  const toDevice = ({ x, y }: Point): Point => ({ x: x * ratio, y: y * ratio });

  return {
    setBrush(next) {
      brush = next;
      placeCursor();
    },
    setLook(next) {
      look = next;
      later();
    },
    zoomBy: (factor) =>
      turnTo(zoomAt(view, { x: size.width / 2, y: size.height / 2 }, factor, picture, size)),
    showAll() {
      view = fit(picture, size);
      isAllShown = true;
      later();
    },
    holdPan(isHeld) {
      isPanHeld = isHeld;
      host.dataset.pan = String(isHeld);
    },
    moveBrush(by) {
      const step = ratio / view.scale;
      at = {
        x: Math.min(picture.width, Math.max(0, at.x + by.x * step)),
        y: Math.min(picture.height, Math.max(0, at.y + by.y * step)),
      };
      host.dataset.cursor = 'shown';
      const moved = reveal(view, at, size);
      if (moved.x !== view.x || moved.y !== view.y) turnTo(moved);
      else placeCursor();
      if (isPressed) post({ kind: 'move', points: [at] });
      return { x: at.x / picture.width, y: at.y / picture.height };
    },
    press(isDown) {
      if (isDown === isPressed) return;
      isPressed = isDown;
      host.dataset.cursor = 'shown';
      post(isDown ? { kind: 'begin', brush, points: [at] } : { kind: 'end' });
    },
    dispose() {
      observer.disconnect();
      pointers.dispose();
      if (frame !== undefined) cancelAnimationFrame(frame);
      canvas.remove();
    },
  };
}
