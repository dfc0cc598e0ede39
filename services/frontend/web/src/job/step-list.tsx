import { type Step, StepState } from '@nanococoa/proto/common/v1/job.ts';
import { useLanguage } from '../i18n/language.tsx';
import { type JobView, stepFraction } from './job-view.ts';
import { StepCard } from './step-card.tsx';

const NUMBERS = [1, 2, 3] as const;

/** The three steps side by side; before there is a job, what will happen. */
export function StepList({ view }: { view: JobView | undefined }) {
  const { t } = useLanguage();
  return (
    <ol className="steps" aria-label={t.steps}>
      {NUMBERS.map((number) => {
        const step: Step | undefined = view?.job.steps.find((known) => known.number === number);
        const progress = view?.progress?.step === number ? view.progress : undefined;
        return (
          <StepCard
            key={`${view?.job.id} ${number}`}
            number={number}
            state={step?.state ?? StepState.PENDING}
            attempt={step?.attempt ?? 0}
            fraction={view !== undefined && step !== undefined ? stepFraction(view, step) : 0}
            subStep={progress?.subStep}
            message={progress?.message}
            resultId={step?.result?.id}
            seconds={step === undefined ? undefined : durationOf(step)}
          />
        );
      })}
    </ol>
  );
}

function durationOf({ startTime, endTime, state }: Step): number | undefined {
  if (state !== StepState.SUCCEEDED || startTime === undefined || endTime === undefined) return undefined;
  return (endTime.getTime() - startTime.getTime()) / 1000;
}
