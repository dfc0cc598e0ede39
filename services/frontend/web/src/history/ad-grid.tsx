import { type KeyboardEvent, useCallback, useRef, useState } from 'react';
import { useWords } from '../i18n/words.ts';
import { AdCard } from './ad-card.tsx';
import { cardAfter, columnsOf } from './arrow-keys.ts';
import type { Family } from './group-families.ts';
import type { Selection } from './use-selection.ts';
import { WORDS } from './words.ts';

interface AdGridProps {
  families: readonly Family[];
  openJobId: string | undefined;
  selection: Selection;
  /** Asks whether to delete. */
  onDelete(familyIds: readonly string[]): void;
}

/** The ads as cards. One stop for the Tab key: the arrow keys go from card to card. */
export function AdGrid({ families, openJobId, selection, onDelete }: AdGridProps) {
  const w = useWords(WORDS);
  const list = useRef<HTMLUListElement>(null);
  const [current, setCurrent] = useState<string>();
  const reachable = families.some(({ id }) => id === current) ? current : families[0]?.id;
  const latest = useRef({ selection, onDelete });
  latest.current = { selection, onDelete };
  const select = useCallback((id: string) => latest.current.selection.toggle(id), []);
  const askOne = useCallback((id: string) => latest.current.onDelete([id]), []);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const cards = [...(list.current?.children ?? [])];
    const at = cards.findIndex((card) => card.contains(event.target as Node));
    const id = families[at]?.id;
    if (id === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    const isOnLink = event.target instanceof HTMLAnchorElement;
    if (event.key === 'Delete') onDelete(selection.ids.has(id) ? [...selection.ids] : [id]);
    else if (event.key === ' ' && isOnLink) selection.toggle(id);
    else if (event.key === 'Escape' && selection.ids.size > 0) selection.clear();
    else {
      const columns = columnsOf(cards.map((card) => card.getBoundingClientRect().top));
      const next = cardAfter(event.key, at, cards.length, columns);
      if (next === undefined) return;
      cards[next].querySelector('a')?.focus();
    }
    event.preventDefault();
  };

  return (
    <>
      <p className="visually-hidden" id="history-keys">
        {w.keys}
      </p>
      <ul
        ref={list}
        className={`history__grid${selection.ids.size > 0 ? ' history__grid--selecting' : ''}`}
        aria-describedby="history-keys"
        onKeyDown={onKeyDown}
        onFocus={(event) => setCurrent(event.target.closest('li')?.dataset.family)}
      >
        {families.map((family) => (
          <AdCard
            key={family.id}
            family={family}
            isOpen={family.versions.some(({ id }) => id === openJobId)}
            isSelected={selection.ids.has(family.id)}
            isReachable={family.id === reachable}
            onSelect={select}
            onDelete={askOne}
          />
        ))}
      </ul>
    </>
  );
}
