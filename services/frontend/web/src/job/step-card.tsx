import { StepState } from '@nanococoa/proto/common/v1/job.ts';
import { useLanguage } from '../i18n/language.tsx';
import { JobImage } from './job-image.tsx';
import { stepStateName } from './job-words.ts';

interface StepCardProps {
  number: 1 | 2 | 3;
  state: StepState;
  attempt: number;
  /** How far it is, 0 to 1. */
  fraction: number;
  subStep: string | undefined;
  /** The server's own words for what it is doing. */
  message: string | undefined;
  resultId: string | undefined;
  /** How long it took. */
  seconds: number | undefined;
}

/** Pictures on the way are fetched at this width. */
const PREVIEW_WIDTH = 640;

/** One step: where it stands, what it is doing, what came out. */
export function StepCard({
  number,
  state,
  attempt,
  fraction,
  subStep,
  message,
  resultId,
  seconds,
}: StepCardProps) {
  const { t } = useLanguage();
  const name = t.stepNames[number - 1];
  const stateName = stepStateName(state);
  const doing = subStep === undefined ? '' : (t.subSteps[subStep] ?? message ?? '');
  const took = seconds === undefined ? '' : `${seconds.toFixed(1)} s`;
  return (
    <li className={`step step--${stateName}`}>
      <div className={`step__picture${number === 2 ? ' step__picture--clear' : ''}`}>
        <JobImage imageId={resultId} width={PREVIEW_WIDTH} alt={t.stepResult(name)} className="step__image" />
        {resultId === undefined && (
          <span className="step__number" aria-hidden="true">
            {number}
          </span>
        )}
      </div>
      <div className="step__words">
        <h3 className="step__name">{name}</h3>
        <p className="step__state">
          <span className="step__mark" aria-hidden="true" />
          {t.stepStates[stateName]}
          {took !== '' && <span className="step__took">{took}</span>}
          {attempt > 1 && state === StepState.RUNNING && (
            <span className="step__took">{t.attempt(attempt)}</span>
          )}
        </p>
        <progress className="bar" aria-label={name} max={1} value={fraction} />
        <p className="step__doing">{doing || '\u00a0'}</p>
      </div>
    </li>
  );
}
