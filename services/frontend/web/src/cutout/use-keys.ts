import { type KeyboardEvent, type RefObject, useRef } from 'react';
import type { Stage } from './stage.ts';
import type { BrushChoice } from './use-brush.ts';

interface KeysOptions {
  host: RefObject<HTMLElement | null>;
  stage: RefObject<Stage | undefined>;
  brush: BrushChoice;
  isEnabled: boolean;
  step(direction: 'undo' | 'redo'): void;
  compare(isPhotoOnly: boolean): void;
  /** Hears where the keys have moved the brush, 0..1 of the picture. */
  onPlace(place: { x: number; y: number }): void;
}

const ARROWS: Readonly<Record<string, { x: number; y: number }>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};
/** Pixels of the page that an arrow moves the brush; with Shift. */
const STEP = 8;
const LARGE_STEP = 40;
const BRUSH_FACTOR = 1.2;
const ZOOM_FACTOR = 1.4;

/**
 * The tool's keys. Letters are taken by their place on the keyboard, so that they work while Korean is typed. Space
 * moves the picture while a pointer is at work, and paints while the arrows are.
 */
export function useKeys({ host, stage, brush, isEnabled, step, compare, onPlace }: KeysOptions) {
  const isByArrows = useRef(false);
  const isOnStage = (event: KeyboardEvent) => event.target === host.current;

  const once: Readonly<Record<string, () => void>> = {
    KeyR: () => brush.change({ kind: 'restore' }),
    KeyE: () => brush.change({ kind: 'erase' }),
    KeyC: () => compare(true),
    Digit0: () => stage.current?.showAll(),
    Numpad0: () => stage.current?.showAll(),
  };
  const repeated: Readonly<Record<string, () => void>> = {
    '[': () => brush.resize(1 / BRUSH_FACTOR),
    ']': () => brush.resize(BRUSH_FACTOR),
    '+': () => stage.current?.zoomBy(ZOOM_FACTOR),
    '=': () => stage.current?.zoomBy(ZOOM_FACTOR),
    '-': () => stage.current?.zoomBy(1 / ZOOM_FACTOR),
  };

  function onStageKey(event: KeyboardEvent): boolean {
    const arrow = ARROWS[event.key];
    if (arrow !== undefined) {
      isByArrows.current = true;
      const length = event.shiftKey ? LARGE_STEP : STEP;
      const place = stage.current?.moveBrush({ x: arrow.x * length, y: arrow.y * length });
      if (place !== undefined) onPlace(place);
      return true;
    }
    if (event.key === 'Enter' || (event.key === ' ' && isByArrows.current)) {
      stage.current?.press(true);
      return true;
    }
    if (event.key !== ' ') return false;
    stage.current?.holdPan(true);
    return true;
  }

  return {
    onKeyDown(event: KeyboardEvent) {
      if (!isEnabled || event.altKey) return;
      if (event.ctrlKey || event.metaKey) {
        if (event.code !== 'KeyZ' && event.code !== 'KeyY') return;
        event.preventDefault();
        step(event.shiftKey || event.code === 'KeyY' ? 'redo' : 'undo');
        return;
      }
      if (isOnStage(event) && onStageKey(event)) return event.preventDefault();
      const work = repeated[event.key] ?? (event.repeat ? undefined : once[event.code]);
      if (work === undefined) return;
      event.preventDefault();
      work();
    },
    onKeyUp(event: KeyboardEvent) {
      if (event.code === 'KeyC') compare(false);
      if (event.key === 'Enter' || event.key === ' ') stage.current?.press(false);
      if (event.key === ' ') stage.current?.holdPan(false);
    },
    /** A pointer is at work now: space moves the picture. */
    onPointer: () => (isByArrows.current = false),
  };
}
