import { type RefObject, useEffect } from 'react';

/** As in layout.css. */
const ONE_COLUMN = '(width < 960px)';

/** Scrolls to what was just opened where it stands below the form. */
export function useShownOnPhone(element: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    if (window.matchMedia(ONE_COLUMN).matches) element.current?.scrollIntoView({ block: 'start' });
  }, [element]);
}
