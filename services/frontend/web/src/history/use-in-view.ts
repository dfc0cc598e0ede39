import { type RefObject, useEffect, useState } from 'react';

/** Whether an element is in sight, or less than `marginPx` away from it. */
export function useInView(element: RefObject<Element | null>, marginPx: number): boolean {
  const [isInView, setIsInView] = useState(false);
  useEffect(() => {
    const target = element.current;
    if (target === null) return;
    const observer = new IntersectionObserver(
      (entries) => setIsInView(entries.at(-1)?.isIntersecting ?? false),
      { rootMargin: `${marginPx}px` },
    );
    observer.observe(target);
    return () => observer.disconnect();
  }, [element, marginPx]);
  return isInView;
}
