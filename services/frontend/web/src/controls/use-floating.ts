import { type CSSProperties, type RefObject, type ToggleEvent, useRef, useState } from 'react';

/** A popover that opens beside its button. */
export interface Floating {
  button: RefObject<HTMLButtonElement | null>;
  popover: RefObject<HTMLDivElement | null>;
  isOpen: boolean;
  /** Where it stands. */
  style: CSSProperties;
  onBeforeToggle(event: ToggleEvent<HTMLElement>): void;
  onToggle(event: ToggleEvent<HTMLElement>): void;
  close(): void;
}

/** Between the popover and the edges of the window, and between it and its button, CSS pixels. */
const MARGIN = 8;
const GAP = 4;
/** With that much room below, it need not open upwards. */
const ENOUGH = 220;

/**
 * Places a popover of the browser below its button, or above where there is more room, and has its first item focused.
 * Popovers are not cut off by what scrolls around their button.
 */
export function useFloating(width: number, side: 'start' | 'end'): Floating {
  const button = useRef<HTMLButtonElement>(null);
  const popover = useRef<HTMLDivElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const [style, setStyle] = useState<CSSProperties>({});
  return {
    button,
    popover,
    isOpen,
    style,
    // Before it is shown: at its place, and with something that can have the focus.
    onBeforeToggle({ newState }) {
      setIsOpen(newState === 'open');
      const box = button.current?.getBoundingClientRect();
      if (newState === 'open' && box !== undefined) setStyle(placeBeside(box, width, side));
    },
    onToggle({ newState }) {
      if (newState !== 'open') return;
      const items = itemsIn(popover.current);
      const item = items.find((one) => one.hasAttribute('aria-current')) ?? items[0];
      item?.focus({ preventScroll: true });
      item?.scrollIntoView({ block: 'nearest' });
    },
    close: () => popover.current?.hidePopover(),
  };
}

function placeBeside(box: DOMRect, width: number, side: 'start' | 'end'): CSSProperties {
  const { innerWidth, innerHeight } = window;
  const wished = side === 'start' ? box.left : box.right - width;
  const left = Math.max(MARGIN, Math.min(wished, innerWidth - width - MARGIN));
  const below = innerHeight - box.bottom - GAP - MARGIN;
  const above = box.top - GAP - MARGIN;
  return below >= above || below >= ENOUGH
    ? { left, width, maxHeight: below, top: box.bottom + GAP }
    : { left, width, maxHeight: above, bottom: innerHeight - box.top + GAP };
}

/** Walks between the items of a popover by arrow keys, Home and End. Gives whether the key meant that. */
export function walkItems(popover: HTMLElement | null, key: string): boolean {
  const items = itemsIn(popover);
  const at = items.findIndex((item) => item.matches(':focus'));
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[key];
  if (next === undefined) return false;
  items[(next + items.length) % items.length]?.focus();
  return true;
}

function itemsIn(popover: HTMLElement | null): HTMLElement[] {
  return [...(popover?.querySelectorAll<HTMLElement>('a, button') ?? [])];
}
