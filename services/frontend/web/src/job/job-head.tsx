import { JobState } from '@nanococoa/proto/common/v1/job.ts';
import { NotifyToggle } from '../app/notify-toggle.tsx';
import { DownloadButton } from '../download/download-button.tsx';
import { useLanguage } from '../i18n/language.tsx';
import { CancelButton } from './cancel-button.tsx';
import { isFinished, type JobView } from './job-view.ts';
import { headline, jobStateName } from './job-words.ts';
import { timeLeft } from './time-left.ts';

interface JobHeadProps {
  view: JobView | undefined;
  isLoading: boolean;
}

/** The line above the picture: what is happening, how far it is, and what can be done now. */
export function JobHead({ view, isLoading }: JobHeadProps) {
  const { t } = useLanguage();
  if (view === undefined) {
    return (
      <div className="job-head">
        <p className="job-head__line" role="status">
          {isLoading ? t.jobLoading : ''}
        </p>
      </div>
    );
  }
  const { job, progress } = view;
  const seed = job.spec?.seed;
  const isRunning = !isFinished(job);
  const subStep = progress === undefined ? '' : (t.subSteps[progress.subStep] ?? '');
  const doing = [subStep, isRunning ? timeLeft(view.etaMs, t) : ''].filter((words) => words !== '');
  return (
    <div className="job-head">
      <div className="job-head__words">
        <p className={`job-head__line job-head__line--${jobStateName(job.state)}`} role="status">
          {headline(view, t)}
        </p>
        <p className="job-head__detail">
          {(isRunning ? doing.join(' · ') : seed !== undefined && t.seedUsed(seed)) || '\u00a0'}
        </p>
      </div>
      <div className="job-head__actions">
        {job.state === JobState.RUNNING && (
          <span className="job-head__percent">{`${Math.floor(100 * view.fraction)}%`}</span>
        )}
        {isRunning && <NotifyToggle />}
        {isRunning && <CancelButton key={job.id} jobId={job.id} />}
        {job.result !== undefined && <DownloadButton key={job.id} job={job} result={job.result} />}
      </div>
    </div>
  );
}
