import { Fragment, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useWords } from '../i18n/words.ts';
import { findByTyping } from './find-by-typing.ts';
import { AutomaticOption, FontOption } from './font-option.tsx';
import type { FontGroups } from './order-fonts.ts';
import { WORDS } from './words.ts';

interface FontListProps {
  groups: FontGroups;
  /** The chosen font; empty: the server chooses. */
  value: string;
  /** What the fonts are shown with. */
  text: string;
  isOptional: boolean;
  onChoose(fontId: string): void;
}

const PAGE = 5;
/** Letters that follow each other within this time are one word. */
const TYPING_MS = 700;

/** The listbox of the fonts: arrows, Home, End, letters; Enter or a click chooses. */
export function FontList({ groups, value, text, isOptional, onChoose }: FontListProps) {
  const w = useWords(WORDS);
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const typed = useRef({ letters: '', atMs: 0 });
  const { suits, others, lacking } = groups;
  const fonts = [...suits, ...others, ...lacking].map(({ font }) => font);
  const ids = [...(isOptional ? [''] : []), ...fonts.map((font) => font.id)];
  const names = ids.map((fontId) => fonts.find((font) => font.id === fontId)?.family ?? w.automatic);
  const [cursor, setCursor] = useState(() => Math.max(0, ids.indexOf(value)));
  const optionId = (fontId: string) => `${id}-${fontId}`;
  const current = ids[cursor] ?? '';
  useEffect(() => {
    list.current?.focus();
    list.current?.querySelector('[data-current]')?.scrollIntoView({ block: 'center' });
  }, []);
  useEffect(() => {
    list.current?.querySelector('[data-current]')?.scrollIntoView({ block: 'nearest' });
  });

  const move = (to: number) => setCursor(Math.min(ids.length - 1, Math.max(0, to)));
  const type = (letter: string): boolean => {
    const now = performance.now();
    const { letters, atMs } = typed.current;
    const isGoingOn = now - atMs < TYPING_MS && letters !== '';
    if (letter === ' ' && !isGoingOn) return false;
    typed.current = { letters: isGoingOn ? letters + letter : letter, atMs: now };
    const found = findByTyping(names, typed.current.letters, cursor);
    if (found !== undefined) setCursor(found);
    return true;
  };
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = {
      ArrowDown: cursor + 1,
      ArrowUp: cursor - 1,
      PageDown: cursor + PAGE,
      PageUp: cursor - PAGE,
      Home: 0,
      End: ids.length - 1,
    }[event.key];
    if (target !== undefined) move(target);
    else if (event.key === 'Enter') onChoose(current);
    else if (event.key.length !== 1) return;
    else if (!type(event.key)) onChoose(current);
    event.preventDefault();
  };
  const sections = [
    { title: w.suits, choices: suits },
    { title: suits.length > 0 ? w.others : '', choices: others },
    { title: w.lacking, choices: lacking },
  ];
  return (
    <div
      ref={list}
      className="font-list"
      role="listbox"
      tabIndex={0}
      aria-label={w.choose}
      aria-activedescendant={optionId(current)}
      onKeyDown={press}
    >
      {isOptional && (
        <AutomaticOption
          id={optionId('')}
          isCurrent={current === ''}
          isChosen={value === ''}
          onChoose={() => onChoose('')}
        />
      )}
      {sections.map(({ title, choices }, section) => (
        <Fragment key={title}>
          {choices.length > 0 && (
            // biome-ignore lint/a11y/useSemanticElements: a listbox has no fieldsets
            <div role="group" aria-label={title || w.choose}>
              {title !== '' && (
                <p className="font-list__title" aria-hidden="true">
                  {title}
                </p>
              )}
              {choices.map((choice) => (
                <FontOption
                  key={choice.font.id}
                  id={optionId(choice.font.id)}
                  choice={choice}
                  text={text}
                  isLacking={section === 2}
                  isCurrent={choice.font.id === current}
                  isChosen={choice.font.id === value}
                  onChoose={() => onChoose(choice.font.id)}
                />
              ))}
            </div>
          )}
        </Fragment>
      ))}
    </div>
  );
}
