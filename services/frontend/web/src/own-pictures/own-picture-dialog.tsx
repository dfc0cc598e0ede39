import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import { type DragEvent, useRef } from 'react';
import { ModalDialog } from '../controls/modal-dialog.tsx';
import { errorSentence } from '../i18n/error-sentence.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useWords } from '../i18n/words.ts';
import { CropBox } from './crop-box.tsx';
import { type OwnPictureState, useOwnPicture } from './use-own-picture.ts';
import { WORDS } from './words.ts';
import './own-pictures.css';

interface OwnPictureDialogProps {
  job: Job;
  step: 1 | 2;
  onClose(): void;
}

/** Takes a picture of one's own for a step's result. Closed by Escape and by its button; what runs is stopped then. */
export function OwnPictureDialog({ job, step, onClose }: OwnPictureDialogProps) {
  const w = useWords(WORDS);
  const { t } = useLanguage();
  const dialog = useRef<HTMLDialogElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const ad = { width: job.spec?.output?.width ?? 1024, height: job.spec?.output?.height ?? 1024 };
  const own = useOwnPicture(job, step, ad);
  const { state, sent, isSending, error } = own;
  const drop = (event: DragEvent) => {
    event.preventDefault();
    const [file] = event.dataTransfer.files;
    if (file !== undefined) own.take(file);
  };
  const chosen = state.kind === 'chosen' ? state.picture : undefined;
  const isBusy = sent !== undefined || isSending;
  return (
    <ModalDialog ref={dialog} className="own-picture" title={w.title[step]} onClose={onClose}>
      <p className="own-picture__intro">
        {w.intro[step]} {w.best(ad.width, ad.height)}
      </p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut; the button in it does the same */}
      <div
        className={`own-picture__place own-picture__place--step-${step}`}
        onDragOver={(event) => event.preventDefault()}
        onDrop={drop}
      >
        {chosen === undefined && <PlaceWords state={state} />}
        {chosen?.verdict.needsCrop && <CropBox {...own} picture={chosen} ad={ad} />}
        {chosen && !chosen.verdict.needsCrop && (
          <img className="own-picture__picture" src={chosen.url} alt={w.picture} />
        )}
        <button
          className={chosen ? 'button button--quiet' : 'button'}
          type="button"
          disabled={isBusy}
          onClick={() => picker.current?.click()}
        >
          {chosen ? w.chooseOther : w.choose}
        </button>
        {state.kind === 'none' && <p className="own-picture__hint">{w.drop}</p>}
        <input
          ref={picker}
          className="visually-hidden"
          type="file"
          name={`own-picture-${step}`}
          accept="image/png,image/jpeg,image/webp,image/avif"
          tabIndex={-1}
          aria-label={w.choose}
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            if (file !== undefined) own.take(file);
            // The same file may be chosen again after an error.
            event.target.value = '';
          }}
        />
      </div>
      <div className="own-picture__news" role="status">
        {chosen?.verdict.needsCrop && <p>{w.cropHint(ad.width, ad.height)}</p>}
        {chosen?.verdict.note === 'enlarged' && <p>{w.enlarged}</p>}
        {chosen?.verdict.note === 'otherSize' && <p>{w.otherSize(ad.width, ad.height)}</p>}
        {sent !== undefined && <p>{w.uploading(Math.floor(100 * sent))}</p>}
      </div>
      {sent !== undefined && <progress className="bar" aria-label={w.progress} max={1} value={sent} />}
      <p className="own-picture__problem" role="alert">
        {state.kind === 'refused' ? w.refused[state.reason] : error && errorSentence(error, t)}
      </p>
      <div className="dialog__actions">
        <button className="button" type="button" onClick={() => dialog.current?.close()}>
          {w.cancel}
        </button>
        <button
          className="button button--primary"
          type="button"
          aria-disabled={chosen === undefined || isBusy}
          onClick={own.use}
        >
          {isSending ? w.sending : w.use}
        </button>
      </div>
    </ModalDialog>
  );
}

function PlaceWords({ state }: { state: OwnPictureState }) {
  const w = useWords(WORDS);
  return state.kind === 'reading' ? <p role="status">{w.reading}</p> : null;
}

export default OwnPictureDialog;
