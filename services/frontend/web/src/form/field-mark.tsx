import type { MouseEvent } from 'react';
import { useWords } from '../i18n/words.ts';
import { useEditing } from './editing.ts';
import { WORDS } from './words.ts';

interface FieldMarkProps {
  label: string;
  /** The field's paths in AdSpec. */
  paths: readonly string[] | undefined;
}

/** A dot at a field that was changed, and the way back. */
export function FieldMark({ label, paths = [] }: FieldMarkProps) {
  const w = useWords(WORDS);
  const editing = useEditing();
  if (!editing || !paths.some((path) => editing.changed.includes(path))) return null;
  const undo = (event: MouseEvent<HTMLButtonElement>) => {
    // The button goes away: what it was about is where the person is.
    event.currentTarget
      .closest('.field')
      ?.querySelector<HTMLElement>('textarea, select, input, [role="combobox"]')
      ?.focus();
    editing.undo(paths);
  };
  return (
    <span className="field__mark">
      <span className="field__dot" aria-hidden="true" />
      <span className="visually-hidden">{w.changed}</span>
      <button className="button button--link field__undo" type="button" onClick={undo}>
        {w.undo}
        <span className="visually-hidden">: {label}</span>
      </button>
    </span>
  );
}
