import { type PointerEvent as ReactPointerEvent, type RefObject, useEffect, useRef, useState } from 'react';
import type { ProductPlace, ProductShape } from './product-place.ts';
import { type Snapped, snapPlace } from './snap-place.ts';
import type { Arrangement } from './use-arrangement.ts';

/** The product holds on to a line that is this near, pixels of the page. */
const SNAP_PX = 8;
/** One notch of a wheel changes the size by about a tenth. */
const WHEEL = 0.001;

interface Point {
  x: number;
  y: number;
}

interface Gesture {
  /** The place and the pointers when it began; a finger more or less begins it anew. */
  from: ProductPlace;
  start: Map<number, Point>;
  now: Map<number, Point>;
  isScaling: boolean;
}

export interface ProductGestures {
  /** Lines that the product holds on to, while it is moved. */
  lines: Pick<Snapped, 'x' | 'y'>;
  isActive: boolean;
  /** @param isScaling Whether a corner was taken hold of, not the product */
  begin(event: ReactPointerEvent, isScaling: boolean): void;
  move(event: ReactPointerEvent): void;
  end(event: ReactPointerEvent): void;
}

/** Moves the product by mouse, pen and finger; scales it by its corners, by two fingers and by the wheel, about its foot. */
export function useProductGestures(
  frame: RefObject<HTMLElement | null>,
  product: RefObject<HTMLElement | null>,
  arrangement: Arrangement,
  shape: ProductShape,
): ProductGestures {
  const gesture = useRef<Gesture>(undefined);
  const [lines, setLines] = useState<ProductGestures['lines']>({});
  const [isActive, setIsActive] = useState(false);
  const latest = useRef(arrangement);
  latest.current = arrangement;

  useEffect(() => {
    const target = product.current;
    if (target === null) return;
    const scaleByWheel = (event: WheelEvent) => {
      // Not passive: the page must not scroll at the same time.
      event.preventDefault();
      const { place, put } = latest.current;
      const pixels = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 33 : 1);
      put({ ...place, scale: place.scale * Math.exp(-pixels * WHEEL) });
    };
    target.addEventListener('wheel', scaleByWheel, { passive: false });
    return () => target.removeEventListener('wheel', scaleByWheel);
  }, [product]);

  const restart = (now: Map<number, Point>, isScaling: boolean) => {
    gesture.current = { from: latest.current.place, start: new Map(now), now, isScaling };
  };
  return {
    lines,
    isActive,
    begin(event, isScaling) {
      if (event.pointerType === 'mouse' && event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      const now = new Map(gesture.current?.now);
      now.set(event.pointerId, { x: event.clientX, y: event.clientY });
      restart(now, isScaling && now.size === 1);
      setIsActive(true);
    },
    move(event) {
      const current = gesture.current;
      const box = frame.current?.getBoundingClientRect();
      if (current === undefined || box === undefined || !current.now.has(event.pointerId)) return;
      current.now.set(event.pointerId, { x: event.clientX, y: event.clientY });
      const { place, scaled } = placeOf(current, box);
      if (scaled || event.altKey) {
        setLines({});
        latest.current.put(place, scaled ? undefined : current.from);
        return;
      }
      const snapped = snapPlace(place, {
        ...{ present: latest.current.present, shape, aspect: box.width / box.height },
        reach: { x: SNAP_PX / box.width, y: SNAP_PX / box.height },
      });
      setLines({ x: snapped.x, y: snapped.y });
      latest.current.put(snapped.place, current.from);
    },
    end(event) {
      const current = gesture.current;
      if (current === undefined || !current.now.delete(event.pointerId)) return;
      setLines({});
      if (current.now.size > 0) return restart(current.now, false);
      gesture.current = undefined;
      setIsActive(false);
    },
  };
}

/** Where the product goes by a gesture, and whether it is scaled by it. */
function placeOf({ from, start, now, isScaling }: Gesture, box: DOMRect) {
  const before = [...start.values()];
  const after = [...now.values()];
  if (isScaling) {
    const foot = { x: box.left + from.x * box.width, y: box.top + from.y * box.height };
    const ratio = distance(after[0], foot) / Math.max(1, distance(before[0], foot));
    return { place: { ...from, scale: from.scale * ratio }, scaled: true };
  }
  const moved = {
    x: from.x + (middle(after).x - middle(before).x) / box.width,
    y: from.y + (middle(after).y - middle(before).y) / box.height,
  };
  if (after.length < 2) return { place: { ...moved, scale: from.scale }, scaled: false };
  const ratio = distance(after[0], after[1]) / Math.max(1, distance(before[0], before[1]));
  return { place: { ...moved, scale: from.scale * ratio }, scaled: true };
}

function middle(points: Point[]): Point {
  const sum = points.reduce((a, b) => ({ x: a.x + b.x, y: a.y + b.y }));
  return { x: sum.x / points.length, y: sum.y / points.length };
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
