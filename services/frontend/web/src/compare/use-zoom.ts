import { type RefObject, useEffect, useState } from 'react';
import { actualScale, FITTED, type Point, panBy, pinch, type Size, type Zoom, zoomAt } from './view-box.ts';

/** How both pictures are looked at, and the ways to change it. */
export interface ZoomControl {
  zoom: Zoom;
  /** In steps: 1 is one step nearer. */
  step(steps: number): void;
  fit(): void;
  /** To one pixel of the picture for one of the page. */
  actual(at?: Point): void;
  pan(dx: number, dy: number): void;
  pinch(before: [Point, Point], after: [Point, Point]): void;
}

const STEP = 1.5;
/** Of a trackpad's or a mouse's wheel. */
const WHEEL_FACTOR = 0.005;

/**
 * Zoom and position that two pictures share.
 * @param element What they are shown in; with Ctrl the wheel zooms there, without it scrolls the page as ever.
 * @param place Its size.
 */
export function useZoom(element: RefObject<HTMLElement | null>, place: Size, picture: Size): ZoomControl {
  const [zoom, setZoom] = useState(FITTED);
  const { width, height } = place;
  useEffect(() => {
    const { current } = element;
    if (current === null) return;
    const onWheel = (event: WheelEvent): void => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const factor = Math.exp(-event.deltaY * WHEEL_FACTOR);
      const at = pointIn(event);
      setZoom((before) => zoomAt(before, before.scale * factor, at, { width, height }));
    };
    // React's own listener is passive: it could not keep the browser from zooming the page.
    current.addEventListener('wheel', onWheel, { passive: false });
    return () => current.removeEventListener('wheel', onWheel);
  }, [element, width, height]);
  const middle = { x: 0, y: 0 };
  return {
    zoom,
    step: (steps) => setZoom((before) => zoomAt(before, before.scale * STEP ** steps, middle, place)),
    fit: () => setZoom(FITTED),
    actual: (at = middle) => setZoom((before) => zoomAt(before, actualScale(picture, place), at, place)),
    pan: (dx, dy) => setZoom((before) => panBy(before, dx, dy, place)),
    pinch: (from, to) => setZoom((before) => pinch(before, from, to, place)),
  };
}

/** Where a pointer is, from the middle of the place that it is over. */
export function pointIn(event: { clientX: number; clientY: number; target: EventTarget | null }): Point {
  const place = event.target instanceof Element ? event.target.closest('.compare__place') : null;
  const { left = 0, top = 0, width = 0, height = 0 } = place?.getBoundingClientRect() ?? {};
  return { x: event.clientX - left - width / 2, y: event.clientY - top - height / 2 };
}
