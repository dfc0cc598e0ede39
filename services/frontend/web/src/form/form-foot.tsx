import type { KeyboardEvent, MouseEvent } from 'react';
import { useLanguage } from '../i18n/language.tsx';
import { useWords } from '../i18n/words.ts';
import { HowMany } from './how-many.tsx';
import { type FormWords, WORDS } from './words.ts';

interface FormFootProps {
  /** Whether an ad is changed rather than a new one made. */
  isEdit: boolean;
  hasChanges: boolean;
  /** Steps that the changes reach. */
  steps: readonly number[];
  count: number;
  error: string | undefined;
  isUploading: boolean;
  isSending: boolean;
  /** Whether the button would do nothing now. */
  isIdle: boolean;
  onCountChange(count: number): void;
  onDiscard(): void;
}

/** The one button, what it will do, and how often. */
export function FormFoot(props: FormFootProps) {
  const { isEdit, hasChanges, count, error, isUploading, isSending, isIdle } = props;
  const { t } = useLanguage();
  const w = useWords(WORDS);
  const label =
    count > 1 ? w.makeMany(count) : !isEdit ? t.makeAd : hasChanges ? w.makeVersion : w.anotherTake;
  return (
    <div className="ad-form__submit">
      <p className="ad-form__error" role="alert">
        {error}
      </p>
      {isEdit && (
        <div className="ad-form__plan">
          <p role="status">{planOf(props, w)}</p>
          {hasChanges && (
            <button className="button button--link" type="button" onClick={props.onDiscard}>
              {w.discard}
            </button>
          )}
        </div>
      )}
      <div className="ad-form__go">
        <HowMany count={count} onChange={props.onCountChange} />
        <button
          className="button button--primary"
          type="submit"
          aria-disabled={isIdle}
          onClick={dropRepetition}
          onKeyDown={dropRepetition}
        >
          {isSending ? t.sending : isUploading ? t.waitingForPhoto : label}
        </button>
      </div>
    </div>
  );
}

/** Which steps are made anew, in words. */
function planOf({ hasChanges, steps, count }: FormFootProps, w: FormWords): string {
  if (!hasChanges) return w.takeAnew;
  const first = steps[0] as 1 | 2 | 3 | undefined;
  const plan = w.madeAnew[first ?? 'none'];
  return count > 1 ? `${plan}. ${w.otherTakes}` : plan;
}

/** The second half of a double click, or of a key held down, was meant for the ad before: it is no wish for another one. */
function dropRepetition(event: MouseEvent | KeyboardEvent): void {
  const isRepeated = 'repeat' in event ? event.repeat : event.detail > 1;
  if (isRepeated) event.preventDefault();
}
