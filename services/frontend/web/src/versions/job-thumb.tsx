import { JobImage } from '../job/job-image.tsx';
import type { JobView } from '../job/job-view.ts';
import { bestPreview, isFinished } from '../job/job-view.ts';
import { StepPreview } from '../job/step-preview.tsx';
import { STEP_WIDTH, THUMBNAIL_WIDTH } from '../job/use-image.ts';
import { ProgressRing } from './progress-ring.tsx';
import './job-thumb.css';

/** A version in small: its newest picture, and how far it is while it is being made. Says nothing to a screen reader. */
export function JobThumb({ view }: { view: JobView | undefined }) {
  if (view === undefined) return <span className="job-thumb" />;
  const { job } = view;
  const [step1, step2] = job.steps;
  const imageId = job.result?.id ?? step1?.result?.id ?? step2?.result?.id;
  // Steps are shown on the stage as well: one download for both.
  const width = job.result === undefined ? STEP_WIDTH : THUMBNAIL_WIDTH;
  return (
    <span className="job-thumb">
      {imageId === undefined ? (
        <StepPreview bytes={bestPreview(view)} alt="" className="job-thumb__image" />
      ) : (
        <JobImage imageId={imageId} width={width} alt="" className="job-thumb__image" />
      )}
      {!isFinished(job) && <ProgressRing fraction={view.fraction} />}
    </span>
  );
}
