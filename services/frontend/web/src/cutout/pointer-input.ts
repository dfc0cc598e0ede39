import type { Point } from './rect.ts';

/** What pointers and wheel ask for; points are in pixels of the page from the element's upper left corner. */
export interface PointerWork {
  /** Whether one pointer moves the picture now instead of painting. */
  isPanning(): boolean;
  onHover(point: Point): void;
  onBegin(points: Point[]): void;
  onMove(points: Point[]): void;
  onEnd(): void;
  /** A stroke turns out to have been the first of two fingers. */
  onCancel(): void;
  onPan(by: Point): void;
  onZoom(at: Point, factor: number): void;
  onResizeBrush(factor: number): void;
}

type Mode = 'idle' | 'stroke' | 'pan' | 'fingers';

/** One wheel's notch, as browsers count it in pixels, lines and pages. */
const NOTCH_PIXELS = [1, 30, 300];

/** One pointer paints, two fingers move and zoom, the middle button moves, the wheel zooms (with Alt: the brush). */
export function listenToPointers(host: HTMLElement, work: PointerWork): { dispose(): void } {
  const down = new Map<number, Point>();
  const stop = new AbortController();
  let mode: Mode = 'idle';

  const pointOf = ({ clientX, clientY }: MouseEvent): Point => {
    const { left, top } = host.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  };
  /** All places where the pointer was since the last event, not only one a frame. */
  const pathOf = (event: PointerEvent): Point[] => {
    const passed = event.getCoalescedEvents?.() ?? [];
    return (passed.length > 0 ? passed : [event]).map(pointOf);
  };

  function press(event: PointerEvent): void {
    const point = pointOf(event);
    host.setPointerCapture(event.pointerId);
    down.set(event.pointerId, point);
    if (down.size === 2) {
      if (mode === 'stroke') work.onCancel();
      mode = 'fingers';
      host.dataset.cursor = '';
    } else if (down.size === 1) {
      const isPan = event.button === 1 || work.isPanning();
      if (!isPan && event.button !== 0) return;
      mode = isPan ? 'pan' : 'stroke';
      host.dataset.cursor = isPan ? '' : 'shown';
      work.onHover(point);
      if (!isPan) work.onBegin([point]);
    }
    // No selection, no scrolling by the middle button; but the focus comes here.
    event.preventDefault();
    host.focus({ preventScroll: true });
  }

  function move(event: PointerEvent): void {
    const point = pointOf(event);
    const before = down.get(event.pointerId);
    if (before === undefined) {
      host.dataset.cursor = work.isPanning() ? '' : 'shown';
      work.onHover(point);
      return;
    }
    if (mode === 'fingers') moveFingers(event.pointerId, before, point);
    down.set(event.pointerId, point);
    if (mode === 'pan') work.onPan({ x: point.x - before.x, y: point.y - before.y });
    if (mode !== 'stroke') return;
    work.onMove(pathOf(event));
    work.onHover(point);
  }

  function moveFingers(id: number, before: Point, point: Point): void {
    const [other] = [...down].filter(([otherId]) => otherId !== id).map(([, place]) => place);
    if (other === undefined) return;
    const [spread, spreadBefore] = [distance(point, other), distance(before, other)];
    work.onPan({ x: (point.x - before.x) / 2, y: (point.y - before.y) / 2 });
    if (spreadBefore > 0) work.onZoom(middle(point, other), spread / spreadBefore);
  }

  function lift(event: PointerEvent): void {
    if (!down.delete(event.pointerId)) return;
    if (mode === 'stroke') {
      if (event.type === 'pointercancel') work.onCancel();
      else work.onEnd();
    }
    if (mode !== 'fingers' || down.size === 0) mode = 'idle';
    if (event.pointerType === 'touch') host.dataset.cursor = '';
  }

  function roll(event: WheelEvent): void {
    event.preventDefault();
    // Shift and Alt turn the wheel sideways in some browsers.
    const turned = (event.deltaY || event.deltaX) * NOTCH_PIXELS[event.deltaMode];
    if (event.altKey) work.onResizeBrush(Math.exp(-turned / 600));
    else work.onZoom(pointOf(event), Math.exp(-turned / (event.ctrlKey ? 100 : 500)));
  }

  const { signal } = stop;
  host.addEventListener('pointerdown', press, { signal });
  host.addEventListener('pointermove', move, { signal });
  host.addEventListener('pointerup', lift, { signal });
  host.addEventListener('pointercancel', lift, { signal });
  host.addEventListener('pointerleave', () => down.size === 0 && (host.dataset.cursor = ''), { signal });
  host.addEventListener('wheel', roll, { signal, passive: false });
  host.addEventListener('contextmenu', (event) => event.preventDefault(), { signal });
  return { dispose: () => stop.abort() };
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function middle(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}
