import { type KeyboardEvent, useId } from 'react';
import './menu.css';
import { useFloating, walkItems } from './use-floating.ts';

/** What a menu offers: a place to go, or something to do. */
export type MenuItem =
  | { label: string; href: string; isNewTab?: boolean }
  | { label: string; isDangerous?: boolean; onSelect(): void };

interface MenuProps {
  /** Says of what it is the menu. */
  label: string;
  items: readonly MenuItem[];
  /** Of the button: -1 where arrow keys walk. */
  tabIndex?: number;
}

const WIDTH = 220;

/** A button with dots and the menu that it opens: a popover of the browser, walked by arrow keys. */
export function Menu({ label, items, tabIndex }: MenuProps) {
  const id = useId();
  const { button, popover, isOpen, style, onBeforeToggle, onToggle, close } = useFloating(WIDTH, 'end');
  const walk = (event: KeyboardEvent) => {
    if (event.key === 'Tab') close();
    if (!walkItems(popover.current, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <>
      <button
        ref={button}
        className="menu__button"
        type="button"
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        popoverTarget={id}
        tabIndex={tabIndex}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <circle cx="8" cy="3" r="1.4" />
          <circle cx="8" cy="8" r="1.4" />
          <circle cx="8" cy="13" r="1.4" />
        </svg>
      </button>
      <div
        ref={popover}
        className="menu"
        id={id}
        popover="auto"
        role="menu"
        aria-label={label}
        style={style}
        onBeforeToggle={onBeforeToggle}
        onToggle={onToggle}
        onKeyDown={walk}
      >
        {items.map((item) =>
          'href' in item ? (
            <a
              key={item.label}
              className="menu__item"
              role="menuitem"
              tabIndex={-1}
              href={item.href}
              target={item.isNewTab ? '_blank' : undefined}
              rel={item.isNewTab ? 'noreferrer' : undefined}
              onClick={close}
            >
              {item.label}
            </a>
          ) : (
            <button
              key={item.label}
              className={`menu__item${item.isDangerous ? ' menu__item--dangerous' : ''}`}
              type="button"
              role="menuitem"
              tabIndex={-1}
              onClick={() => {
                close();
                item.onSelect();
              }}
            >
              {item.label}
            </button>
          ),
        )}
      </div>
    </>
  );
}
