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
        const step = view?.job.steps.find((known) => known.number === number);
        return (
          <StepCard
            key={`${view?.job.id} ${number}`}
            number={number}
            job={view?.job}
            step={step}
            fraction={view !== undefined && step !== undefined ? stepFraction(view, step) : 0}
            progress={view?.progress?.step === number ? view.progress : undefined}
            preview={view?.previews[number]}
          />
        );
      })}
    </ol>
  );
}
