import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import { useLanguage } from '../i18n/language.tsx';
import { JobImage } from './job-image.tsx';
import { jobStateName, jobTitle } from './job-words.ts';

interface RecentJobsProps {
  /** Newest first; undefined: not read yet. */
  jobs: readonly Job[] | undefined;
  openJobId: string | undefined;
}

const THUMBNAIL_WIDTH = 160;

/** Earlier ads, newest first; a click opens one. */
export function RecentJobs({ jobs, openJobId }: RecentJobsProps) {
  const { language, t } = useLanguage();
  const clock = new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'short' });
  return (
    <section className="recent" aria-labelledby="recent-title">
      <h2 className="recent__title" id="recent-title">
        {t.recentJobs}
      </h2>
      {jobs?.length === 0 && (
        <p className="recent__none">
          {t.noJobs}. {t.noJobsHint}
        </p>
      )}
      <ul className="recent__list">
        {jobs?.map((job) => {
          const state = jobStateName(job.state);
          const title = jobTitle(job, t);
          return (
            <li key={job.id}>
              <a className="recent__job" href={`#job=${job.id}`} aria-current={job.id === openJobId}>
                <span className="recent__picture">
                  <JobImage
                    imageId={job.result?.id}
                    width={THUMBNAIL_WIDTH}
                    alt=""
                    className="recent__image"
                  />
                </span>
                <span className="recent__words">
                  <span className="recent__name">{title}</span>
                  <span className={`recent__state recent__state--${state}`}>{t.jobStates[state]}</span>
                  <span className="recent__time">{job.createTime && clock.format(job.createTime)}</span>
                </span>
              </a>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
