import type { Camera } from '@nanococoa/proto/common/v1/scene.ts';
import { useEffect, useState } from 'react';
import { forgetDraft, keepDraft, readDraft } from './arrange-draft.ts';
import {
  clampPlace,
  isSamePlace,
  type PlaceLimits,
  type ProductPlace,
  type ProductShape,
} from './product-place.ts';
import type { Standing } from './standing.ts';
import { scaleOnSurface } from './surface-scale.ts';

export interface Arrangement {
  place: ProductPlace;
  /** Where the product stands in the picture now. */
  present: ProductPlace;
  limits: PlaceLimits;
  isChanged: boolean;
  /** Whether it gets smaller as it goes up; undefined: the scene cannot say how much. */
  keepsSize: boolean | undefined;
  setKeepsSize(keeps: boolean): void;
  /**
   * Puts the product elsewhere, within the limits. Where only its place changes and it keeps its size on the surface,
   * it is scaled as well. @param from What it is moved from; a drag names where it began
   */
  put(to: ProductPlace, from?: ProductPlace): void;
  reset(): void;
}

interface ArrangementOptions {
  jobId: string;
  standing: Standing;
  shape: ProductShape;
  limits: PlaceLimits;
  camera: Camera | undefined;
}

/** What is arranged on a job, kept over a reload until it is applied. */
export function useArrangement(options: ArrangementOptions): Arrangement {
  const { jobId, standing, shape, camera } = options;
  // What rises from the canvas's lower edge stays there: its foot goes where its size puts it.
  const edge = standing.place.y + shape.bottom * standing.place.scale;
  const limits = standing.risesFromEdge
    ? { ...options.limits, y: { minimum: Number.NEGATIVE_INFINITY, maximum: Number.POSITIVE_INFINITY } }
    : options.limits;
  const settle = (to: ProductPlace): ProductPlace => {
    const within = clampPlace(to, limits);
    return standing.risesFromEdge ? { ...within, y: edge - shape.bottom * within.scale } : within;
  };
  const present = settle(standing.place);
  const [kept] = useState(() => readDraft(sessionStorage, jobId));
  const [place, setPlace] = useState(() => settle(kept?.place ?? present));
  const [keeps, setKeeps] = useState(kept?.keepsSize ?? false);
  const isChanged = !isSamePlace(place, present);
  useEffect(() => {
    if (isChanged || keeps) keepDraft(sessionStorage, jobId, { place, keepsSize: keeps });
    else forgetDraft(sessionStorage, jobId);
  }, [jobId, place, keeps, isChanged]);

  const canKeep = camera !== undefined && !standing.risesFromEdge;
  const hasDepth = canKeep && scaleOnSurface(present.y, present, camera) !== undefined;
  return {
    place,
    present,
    limits: options.limits,
    isChanged,
    keepsSize: hasDepth ? keeps : undefined,
    setKeepsSize: setKeeps,
    put(to, from = place) {
      const isMoved = to.scale === from.scale && to.y !== from.y;
      const within = clampPlace(to, limits);
      const scale =
        hasDepth && keeps && isMoved
          ? (scaleOnSurface(within.y, from, camera) ?? limits.scale.minimum)
          : to.scale;
      setPlace(settle({ ...within, scale }));
    },
    reset: () => setPlace(present),
  };
}
