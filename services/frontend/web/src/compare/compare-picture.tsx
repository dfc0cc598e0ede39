import { JobState } from '@nanococoa/proto/common/v1/job.ts';
import { errorSentence } from '../i18n/error-sentence.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useWords } from '../i18n/words.ts';
import { bestPreview, isFinished } from '../job/job-view.ts';
import { headline, jobStateName, jobTitle } from '../job/job-words.ts';
import { StepPreview } from '../job/step-preview.tsx';
import { useImage } from '../job/use-image.ts';
import type { OpenJob } from '../jobs/use-job.ts';
import { pictureWidth } from './picture-width.ts';
import type { Size, Zoom } from './view-box.ts';
import { WORDS } from './words.ts';

interface ComparePictureProps {
  ad: OpenJob;
  /** "Left" or "Right", in words. */
  side: string;
  zoom: Zoom;
  place: Size;
}

/** One of the two ads: its picture, as far as it is. */
export function ComparePicture({ ad, side, zoom, place }: ComparePictureProps) {
  const { t } = useLanguage();
  const w = useWords(WORDS);
  const { view } = ad;
  const image = view?.job.result ?? view?.job.steps[0]?.result;
  const width = image && pictureWidth(image, place, zoom.scale, window.devicePixelRatio);
  const { url } = useImage(image?.id, { width });
  if (view === undefined) return null;
  const style = { transform: `translate(${zoom.x}px, ${zoom.y}px) scale(${zoom.scale})` };
  return (
    <div className="compare__picture" style={style}>
      {url === undefined ? (
        <StepPreview
          bytes={bestPreview(view)}
          alt={w.alt(side, jobTitle(view.job, t))}
          className="compare__image"
        />
      ) : (
        <img
          className="compare__image"
          src={url}
          alt={w.alt(side, jobTitle(view.job, t))}
          draggable={false}
          data-width={width ?? 'full'}
        />
      )}
    </div>
  );
}

/** What is to be said of an ad that is no finished picture; nothing of one that is. */
export function CompareNotice({ ad, side }: { ad: OpenJob; side: 'left' | 'right' }) {
  const { t } = useLanguage();
  const { view, error } = ad;
  if (view?.job.state === JobState.SUCCEEDED) return null;
  const className = `notice compare__notice compare__notice--${side}`;
  if (view === undefined) {
    return error === undefined ? (
      <p className={className}>{t.jobLoading}</p>
    ) : (
      <p className={`${className} notice--error`}>{errorSentence(error, t)}</p>
    );
  }
  const { job } = view;
  if (!isFinished(job)) {
    const percent = job.state === JobState.RUNNING ? ` · ${Math.floor(100 * view.fraction)}%` : '';
    return (
      <p className={className}>
        {headline(view, t)}
        {percent}
      </p>
    );
  }
  if (job.state === JobState.FAILED) {
    return (
      <p className={`${className} notice--error`}>
        <strong>{t.jobFailed}.</strong> {job.error === undefined ? '' : errorSentence(job.error, t)}
      </p>
    );
  }
  return <p className={className}>{t.jobStates[jobStateName(job.state)]}</p>;
}
