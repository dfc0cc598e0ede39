import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import { useEffect, useState } from 'react';
import { useLanguage } from '../i18n/language.tsx';
import { useWords } from '../i18n/words.ts';
import { isFinished } from '../job/job-view.ts';
import { jobTitle } from '../job/job-words.ts';
import { useClient, useJobStore } from './mesh.tsx';
import { notify } from './notifications.ts';
import { useIsVisible } from './use-is-visible.ts';
import { WORDS } from './words.ts';

/** A page out of sight holds no stream: it asks. Browsers let it do so once a minute at least. */
const PERIOD_MS = 5_000;
/** So many of the newest ads that are being made are asked for. */
const MAX_WATCHED = 4;

/** The ad that was finished last while the page was out of sight; forgotten when it is in sight again. */
export function useBackgroundNews(): Job | undefined {
  const client = useClient();
  const store = useJobStore();
  const { t } = useLanguage();
  const w = useWords(WORDS);
  const isVisible = useIsVisible();
  const [news, setNews] = useState<Job>();
  useEffect(() => {
    if (isVisible) return setNews(undefined);
    const views = [...store.state().views.values()];
    const watched = new Set(
      views
        .flatMap(({ job }) => (isFinished(job) ? [] : job.id))
        .sort()
        .slice(-MAX_WATCHED),
    );
    const abort = new AbortController();
    const ask = async (): Promise<void> => {
      for (const jobId of watched) {
        const job = await client.getJob(jobId, { signal: abort.signal });
        if (!isFinished(job)) continue;
        watched.delete(jobId);
        setNews(job);
        notify(job, job.result === undefined ? w.adFailed : w.adDone, jobTitle(job, t));
      }
      if (watched.size > 0) timer = setTimeout(askNow, PERIOD_MS);
    };
    // What is gone, or the page in sight again, ends it: the stream tells the rest.
    const askNow = () => void ask().catch(() => {});
    let timer = setTimeout(askNow, PERIOD_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [client, store, isVisible, t, w]);
  return news;
}
