import { type PointerEvent, useRef } from 'react';
import { pointIn, type ZoomControl } from './use-zoom.ts';
import type { Point } from './view-box.ts';

interface DragOptions {
  control: ZoomControl;
  /** Where the slider stands, in percent of the place; undefined: there is none. */
  split: number | undefined;
  onSplit(percent: number): void;
}

/** So near, in CSS pixels, a pointer takes hold of the slider where the pictures can be moved as well. */
const REACH = 28;

/**
 * Pointers over the pictures: one moves the slider, wherever it is put down; where the pictures are larger than their
 * place, it moves them, unless it takes hold of the slider. Two zoom.
 */
export function useDrag({ control, split, onSplit }: DragOptions) {
  const pointers = useRef(new Map<number, Point>());
  const isSliding = useRef(false);
  const slide = (event: PointerEvent): void => onSplit(percentOf(event));
  const canPan = control.zoom.scale > 1;
  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      pointers.current.set(event.pointerId, pointIn(event));
      isSliding.current =
        split !== undefined && pointers.current.size === 1 && (!canPan || isNear(event, split));
      // A finger may be about to scroll the page.
      if (isSliding.current && event.pointerType !== 'touch') slide(event);
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      const before = pointers.current.get(event.pointerId);
      if (before === undefined) return;
      const after = pointIn(event);
      pointers.current.set(event.pointerId, after);
      const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1];
      if (other !== undefined) control.pinch([before, other], [after, other]);
      else if (isSliding.current) slide(event);
      else control.pan(after.x - before.x, after.y - before.y);
    },
    onPointerUp(event: PointerEvent<HTMLElement>) {
      if (isSliding.current && pointers.current.size === 1) slide(event);
      pointers.current.delete(event.pointerId);
    },
    onPointerCancel(event: PointerEvent<HTMLElement>) {
      pointers.current.delete(event.pointerId);
    },
    onDoubleClick(event: React.MouseEvent<HTMLElement>) {
      if (canPan) control.fit();
      else control.actual(pointIn(event));
    },
  };
}

function percentOf(event: PointerEvent): number {
  const { left, width } = event.currentTarget.getBoundingClientRect();
  return Math.round(Math.min(100, Math.max(0, (100 * (event.clientX - left)) / width)));
}

function isNear(event: PointerEvent, split: number): boolean {
  const { left, width } = event.currentTarget.getBoundingClientRect();
  return Math.abs(event.clientX - left - (width * split) / 100) < REACH;
}
