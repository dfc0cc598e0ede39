import { useRef } from 'react';
import { useLanguage } from '../i18n/language.tsx';
import { useWords } from '../i18n/words.ts';
import type { FontChoice } from './order-fonts.ts';
import { useFace } from './use-face.ts';
import { useWasSeen } from './use-was-seen.ts';
import { WORDS } from './words.ts';

interface OptionProps {
  id: string;
  /** Whether the keys are at it. */
  isCurrent: boolean;
  isChosen: boolean;
  onChoose(): void;
}

interface FontOptionProps extends OptionProps {
  choice: FontChoice;
  text: string;
  /** Whether it is known that it lacks characters of the text. */
  isLacking: boolean;
}

/** A font, shown with the text as soon as it is in sight. */
export function FontOption(props: FontOptionProps) {
  const { id, choice, text, isLacking, isCurrent, isChosen, onChoose } = props;
  const { language } = useLanguage();
  const w = useWords(WORDS);
  const row = useRef<HTMLDivElement>(null);
  const wasSeen = useWasSeen(row);
  const { family, missing, failed } = useFace(wasSeen ? choice.font.id : undefined, text);
  const { font, reason } = choice;
  const facts = [font.tone?.[language], font.suggestedUse?.[language]].filter(Boolean).join(' · ');
  const isKnown = family !== undefined;
  const lack = missing.length > 0 ? w.lacks(missing.join(' ')) : isLacking && !isKnown ? w.lacksSome : '';
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the listbox takes the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays on the listbox
    <div
      ref={row}
      id={id}
      className={`font-option${isCurrent ? ' font-option--current' : ''}`}
      role="option"
      aria-selected={isChosen}
      data-current={isCurrent || undefined}
      data-font={font.id}
      onClick={onChoose}
    >
      <span
        className={`font-option__sample${!isKnown ? ' font-option__sample--waiting' : ''}`}
        style={{ fontFamily: isKnown ? `"${family}", sans-serif` : undefined }}
        aria-hidden="true"
      >
        {text}
      </span>
      <span className="font-option__words">
        <strong className="font-option__name">{`${font.family} ${font.style}`}</strong>{' '}
        <span className="font-option__tone">{reason?.[language] ?? facts}</span>{' '}
        {lack !== '' && <span className="font-option__lack">{lack}</span>}
        {failed && <span className="font-option__lack">{w.notShown}</span>}
      </span>
    </div>
  );
}

/** Leaves the choice to the server. */
export function AutomaticOption({ id, isCurrent, isChosen, onChoose }: OptionProps) {
  const w = useWords(WORDS);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the listbox takes the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays on the listbox
    <div
      id={id}
      className={`font-option${isCurrent ? ' font-option--current' : ''}`}
      role="option"
      aria-selected={isChosen}
      data-current={isCurrent || undefined}
      onClick={onChoose}
    >
      <span className="font-option__words">
        <strong className="font-option__name">{w.automatic}</strong>{' '}
        <span className="font-option__tone">{w.automaticHint}</span>
      </span>
    </div>
  );
}
