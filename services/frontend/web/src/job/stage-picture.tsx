import { JobState } from '@nanococoa/proto/common/v1/job.ts';
import { useRef } from 'react';
import { errorSentence } from '../i18n/error-sentence.ts';
import { useLanguage } from '../i18n/language.tsx';
import { isFinished, type JobView } from './job-view.ts';
import { StepPreview } from './step-preview.tsx';
import { STEP_WIDTH, useImage } from './use-image.ts';

/**
 * The newest picture of the job: a step's preview, the step's result, then the finished ad; or why there is none. Each
 * fades in over the one before, so that nothing flashes in between.
 */
export function StagePicture({ view }: { view: JobView }) {
  const { t } = useLanguage();
  const { job, previews } = view;
  const [step1, step2] = job.steps;
  const background = useImage((step1?.result ?? step2?.result)?.id, { width: STEP_WIDTH });
  const result = useImage(job.result?.id, {});
  // The letters alone would take the scene away: they are shown in the stage only where there is no scene.
  const first = previews[1] === undefined && step1?.result === undefined ? 2 : 1;
  const previewAlt = (step: number) => t.stepPreview(t.stepNames[step - 1]);

  return (
    <>
      <StepPreview
        bytes={previews[first]}
        alt={background.url === undefined && result.url === undefined ? previewAlt(first) : ''}
        className="frame__picture frame__picture--preview"
      />
      {background.url !== undefined && (
        <img
          className="frame__picture"
          src={background.url}
          alt={result.url === undefined ? t.stepResult(t.stepNames[0]) : ''}
        />
      )}
      <StepPreview
        bytes={previews[3]}
        alt={result.url === undefined ? previewAlt(3) : ''}
        className="frame__picture frame__picture--preview"
      />
      {!isFinished(job) && <div className="frame__working" aria-hidden="true" />}
      {result.url !== undefined && (
        <FinishedAd url={result.url} alt={t.resultAlt(job.spec?.text?.content ?? '')} />
      )}
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

/** The ad; a click shows it at full size. */
function FinishedAd({ url, alt }: { url: string; alt: string }) {
  const { t } = useLanguage();
  const dialog = useRef<HTMLDialogElement>(null);
  return (
    <>
      <button
        className="frame__open"
        type="button"
        aria-label={t.showFullSize}
        title={t.showFullSize}
        onClick={() => dialog.current?.showModal()}
      >
        <img className="frame__picture frame__picture--result" src={url} alt={alt} />
      </button>
      <dialog ref={dialog} className="full-size" aria-label={t.result}>
        <form method="dialog">
          <button className="button full-size__close" type="submit">
            {t.close}
          </button>
        </form>
        <img className="full-size__picture" src={url} alt={alt} />
      </dialog>
    </>
  );
}
