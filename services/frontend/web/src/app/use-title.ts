import { useEffect } from 'react';
import { useLanguage } from '../i18n/language.tsx';
import { useWords } from '../i18n/words.ts';
import { jobTitle } from '../job/job-words.ts';
import { useJob } from '../jobs/use-job.ts';
import { titleOf } from './title-of.ts';
import { useBackgroundNews } from './use-background-news.ts';
import { WORDS } from './words.ts';

/** Keeps the title of the page's tab true: of the open ad, or of one that was finished while nobody looked. */
export function useTitle(jobId: string | undefined): void {
  const { t } = useLanguage();
  const w = useWords(WORDS);
  const { view } = useJob(jobId);
  const news = useBackgroundNews();
  const job = news ?? view?.job;
  const title = titleOf(
    job,
    {
      name: job === undefined ? '' : jobTitle(job, t),
      fraction: view?.fraction ?? 0,
      isNews: news !== undefined,
    },
    w,
  );
  useEffect(() => {
    document.title = title;
  }, [title]);
}
