import { errorSentence } from '../i18n/error-sentence.ts';
import { useLanguage } from '../i18n/language.tsx';
import type { EditorHandle } from './use-editor.ts';
import type { Save } from './use-save.ts';
import type { CutoutWords } from './words.ts';

interface StatusBarProps {
  w: CutoutWords;
  editor: EditorHandle;
  /** Where the keys have moved the brush, 0..1. */
  place: { x: number; y: number } | undefined;
  save: Save;
}

/** What happened last, in words; how far saving is; why it did not work. */
export function StatusBar({ w, editor: { opened, state, keepsDraft }, place, save }: StatusBarProps) {
  const { t } = useLanguage();
  const { progress, error } = save;
  const notes = opened && [
    opened.isScaled && w.scaled(opened.size.width, opened.size.height),
    !opened.hasPhoto && w.noPhoto,
    !keepsDraft && w.noDraft,
  ];
  return (
    <div className="cutout__status">
      {progress === undefined ? (
        <p role="status">{opened === undefined ? '' : newsOf()}</p>
      ) : (
        <>
          <p role="status">
            {progress.phase === 'uploading'
              ? w.uploading(Math.floor(100 * progress.fraction))
              : w.phases[progress.phase]}
          </p>
          <progress
            className="bar"
            aria-label={w.save}
            max={1}
            value={progress.phase === 'encoding' ? undefined : progress.fraction}
          />
          {progress.phase !== 'sending' && (
            <button className="button button--link" type="button" onClick={save.stop}>
              {w.stop}
            </button>
          )}
        </>
      )}
      {error !== undefined && (
        <p className="cutout__refusal" role="alert">
          {w.saveFailed} {errorSentence(error, t)}
        </p>
      )}
      {notes && <p className="cutout__notes">{notes.filter(Boolean).join(' ')}</p>}
    </div>
  );

  function newsOf(): string {
    if (place !== undefined) return w.place(Math.round(100 * place.x), Math.round(100 * place.y));
    if (state.latest === 'opened' && opened?.hasDraft) return w.draft;
    return `${w.latest[state.latest]} ${w.steps(state.undoSteps)}`;
  }
}
