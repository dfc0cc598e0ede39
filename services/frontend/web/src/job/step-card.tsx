import { type Job, type JobProgress, Step, StepState } from '@nanococoa/proto/common/v1/job.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useWords } from '../i18n/words.ts';
import { StepMenu } from '../own-pictures/step-menu.tsx';
import { WORDS as OWN_PICTURES } from '../own-pictures/step-words.ts';
import { JobImage } from './job-image.tsx';
import { stepStateName } from './job-words.ts';
import { StepPreview } from './step-preview.tsx';
import { STEP_WIDTH, useImage } from './use-image.ts';

interface StepCardProps {
  number: 1 | 2 | 3;
  job: Job | undefined;
  /** undefined: there is no job. */
  step: Step | undefined;
  /** How far it is, 0 to 1. */
  fraction: number;
  /** What it is doing. */
  progress: JobProgress | undefined;
  /** Its picture as it is becoming, WebP. */
  preview: Uint8Array | undefined;
}

const NOT_BEGUN = Step.fromPartial({ state: StepState.PENDING });

/** One step: where it stands, what it is doing, what came out. */
export function StepCard({ number, job, step = NOT_BEGUN, fraction, progress, preview }: StepCardProps) {
  const { t } = useLanguage();
  const w = useWords(OWN_PICTURES);
  const { state, attempt } = step;
  const name = t.stepNames[number - 1];
  const stateName = stepStateName(step);
  const resultId = step.result?.id;
  // Nobody made it, and yet it is there.
  const isOwn = state === StepState.SKIPPED && resultId !== undefined;
  const result = useImage(resultId, { width: STEP_WIDTH });
  const doing = progress === undefined ? '' : (t.subSteps[progress.subStep] ?? progress.message);
  const seconds = durationOf(step);
  return (
    <li className={`step step--${isOwn ? 'cached' : stateName}`}>
      <div className={`step__picture${number === 2 ? ' step__picture--clear' : ''}`}>
        {resultId === undefined && (
          <span className="step__number" aria-hidden="true">
            {number}
          </span>
        )}
        {result.url === undefined && <StepPreview bytes={preview} alt="" className="step__image" />}
        <JobImage imageId={resultId} width={STEP_WIDTH} alt={t.stepResult(name)} className="step__image" />
      </div>
      <div className="step__words">
        <h3 className="step__name">{name}</h3>
        <p className="step__state">
          <span className="step__mark" aria-hidden="true" />
          {isOwn ? w.ownPicture : t.stepStates[stateName]}
          {seconds !== undefined && <span className="step__took">{t.stepTook(seconds)}</span>}
          {attempt > 1 && state === StepState.RUNNING && (
            <span className="step__took">{t.attempt(attempt)}</span>
          )}
        </p>
        <progress className="bar" aria-label={name} max={1} value={fraction} />
        <p className="step__doing">{doing || '\u00a0'}</p>
      </div>
      {job !== undefined && <StepMenu job={job} step={step} />}
    </li>
  );
}

/** How long it took to make; undefined where it was not made for this job. */
function durationOf({ startTime, endTime, state, cached }: Step): number | undefined {
  if (state !== StepState.SUCCEEDED || cached || startTime === undefined || endTime === undefined) {
    return undefined;
  }
  return (endTime.getTime() - startTime.getTime()) / 1000;
}
