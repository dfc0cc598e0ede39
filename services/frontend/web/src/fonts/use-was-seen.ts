import { type RefObject, useEffect, useState } from 'react';

/** Whether an element has ever been in sight, or nearly. */
export function useWasSeen(element: RefObject<HTMLElement | null>): boolean {
  const [wasSeen, setWasSeen] = useState(false);
  useEffect(() => {
    if (wasSeen || element.current === null) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && setWasSeen(true));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element, wasSeen]);
  return wasSeen;
}
