import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import { hrefOf } from '../app/route.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useWords } from '../i18n/words.ts';
import { jobTitle } from '../job/job-words.ts';
import { WORDS } from './words.ts';

/** What the form is about: a new ad, or which one is changed; and the way to a new one. */
export function FormHead({ job }: { job: Job | undefined }) {
  const { t } = useLanguage();
  const w = useWords(WORDS);
  return (
    <header className="ad-form__head">
      <h2 className="ad-form__title">{job === undefined ? w.newAd : w.editing(jobTitle(job, t))}</h2>
      {job !== undefined && (
        <a className="button ad-form__new" href={hrefOf({ kind: 'new' })}>
          <span aria-hidden="true">+</span> {w.startNew}
        </a>
      )}
    </header>
  );
}
