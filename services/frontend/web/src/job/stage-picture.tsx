import { JobState } from '@nanococoa/proto/common/v1/job.ts';
import { useRef } from 'react';
import { errorSentence } from '../i18n/error-sentence.ts';
import { useLanguage } from '../i18n/language.tsx';
import { isFinished, type JobView } from './job-view.ts';
import { useImage } from './use-image.ts';

/** Width of the pictures on the way; the finished ad is shown as it is stored. */
const PREVIEW_WIDTH = 640;

/** The newest picture of the job: a step's result, then the finished ad; or why there is none. */
export function StagePicture({ view }: { view: JobView }) {
  const { t } = useLanguage();
  const { job } = view;
  const dialog = useRef<HTMLDialogElement>(null);
  const background =
    job.steps.find(({ number }) => number === 1)?.result ?? job.steps.find(({ result }) => result)?.result;
  const preview = useImage(background?.id, { width: PREVIEW_WIDTH });
  const result = useImage(job.result?.id, {});
  const alt = t.resultAlt(job.spec?.text?.content ?? '');

  if (result.url !== undefined) {
    return (
      <>
        <button
          className="frame__open"
          type="button"
          aria-label={t.showFullSize}
          title={t.showFullSize}
          onClick={() => dialog.current?.showModal()}
        >
          <img className="frame__picture frame__picture--result" src={result.url} alt={alt} />
        </button>
        <dialog ref={dialog} className="full-size" aria-label={t.result}>
          <form method="dialog">
            <button className="button full-size__close" type="submit">
              {t.close}
            </button>
          </form>
          <img className="full-size__picture" src={result.url} alt={alt} />
        </dialog>
      </>
    );
  }
  return (
    <>
      {preview.url !== undefined && (
        <img className="frame__picture" src={preview.url} alt={t.stepResult(t.stepNames[0])} />
      )}
      {!isFinished(job) && <div className="frame__working" aria-hidden="true" />}
      {job.state === JobState.FAILED && (
        <div className="notice notice--error frame__notice" role="alert">
          <strong>{t.jobFailed}</strong>
          <span>{job.error === undefined ? t.unknownError : errorSentence(job.error, t)}</span>
        </div>
      )}
      {job.state === JobState.CANCELLED && <p className="notice frame__notice">{t.jobStates.cancelled}</p>}
      {result.failed && <p className="notice notice--error frame__notice">{t.imageUnavailable}</p>}
    </>
  );
}
