import { useCallback, useMemo, useState } from 'react';
import type { Brush, BrushKind } from './brush.ts';

/** The brush as the sliders set it; size and softness 0..1. */
export interface BrushSettings {
  kind: BrushKind;
  /** 0: one pixel, 1: half of the picture. Each step of it enlarges by the same factor. */
  size: number;
  softness: number;
  isSmart: boolean;
  /** 1..100. */
  tolerance: number;
}

export interface BrushChoice {
  settings: BrushSettings;
  change(values: Partial<BrushSettings>): void;
  resize(factor: number): void;
  brushOf(longestSide: number): Brush;
}

const FIRST: BrushSettings = { kind: 'restore', size: 0.55, softness: 0.3, isSmart: false, tolerance: 30 };
/** What a factor does to the slider, whatever the picture's size: about a picture of 1,500 pixels. */
const FACTORS_OF_SLIDER = Math.log(750);

/** The brush in the hand. */
export function useBrush(): BrushChoice {
  const [settings, setSettings] = useState(FIRST);
  const change = useCallback(
    (values: Partial<BrushSettings>) => setSettings((before) => ({ ...before, ...values })),
    [],
  );
  const resize = useCallback(
    (factor: number) =>
      setSettings((before) => ({
        ...before,
        size: clamp(before.size + Math.log(factor) / FACTORS_OF_SLIDER),
      })),
    [],
  );
  const brushOf = useMemo(() => {
    const { kind, softness, isSmart, tolerance } = settings;
    const made = new Map<number, Brush>();
    return (longestSide: number): Brush => {
      const brush = made.get(longestSide) ?? {
        kind,
        softness,
        radius: radiusOf(settings.size, longestSide),
        tolerance: isSmart ? tolerance : undefined,
      };
      made.set(longestSide, brush);
      return brush;
    };
  }, [settings]);
  return { settings, change, resize, brushOf };
}

function radiusOf(size: number, longestSide: number): number {
  return 0.5 * Math.max(1, longestSide / 2) ** size;
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}
