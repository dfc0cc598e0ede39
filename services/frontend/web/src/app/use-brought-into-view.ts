import { type RefObject, useEffect, useRef } from 'react';

/**
 * Scrolls to a part of the page when it shows something else (`shown`; undefined: nothing) and its top is out of sight:
 * above, or so far down that hardly anything of it is seen. `isNew`: it is there because somebody asked for it.
 */
export function useBroughtIntoView(
  element: RefObject<HTMLElement | null>,
  shown: string | undefined,
  { isNew = false } = {},
): void {
  const before = useRef(isNew ? undefined : shown);
  useEffect(() => {
    const hasChanged = shown !== undefined && shown !== before.current;
    before.current = shown;
    const target = element.current;
    if (!hasChanged || target === null) return;
    const { top } = target.getBoundingClientRect();
    if (top >= 0 && top < window.innerHeight / 2) return;
    const isCalm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    target.scrollIntoView({ behavior: isCalm ? 'instant' : 'smooth', block: 'start' });
  }, [element, shown]);
}
