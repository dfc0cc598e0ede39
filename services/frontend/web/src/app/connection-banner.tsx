import { useWords } from '../i18n/words.ts';
import { isFinished } from '../job/job-view.ts';
import { useJobs } from '../jobs/use-jobs.ts';
import { durationWords } from './duration-words.ts';
import { useAway } from './use-away.ts';
import { WORDS } from './words.ts';

/** An absence shorter than this is not worth a number. */
const WORTH_TELLING_MS = 3_000;

/** Says that network or server are away, what goes on meanwhile, and that they are back. Floats, so that nothing moves. */
export function ConnectionBanner() {
  const w = useWords(WORDS);
  const { obstacle, durationMs, isBack } = useAway();
  const { jobs } = useJobs();
  const isMaking = jobs?.some((job) => !isFinished(job)) ?? false;
  const goesOn = isMaking ? w.adGoesOn : obstacle === 'offline' ? w.goesOn : '';
  const duration = durationMs >= WORTH_TELLING_MS ? durationWords(durationMs, w) : '';
  return (
    <div className="banner" role="status">
      {obstacle !== undefined && (
        <p className="banner__text">
          {obstacle === 'offline' ? w.offline : `${w.serverAway} ${w.serverAwayTrying}`} {goesOn} {w.kept}
          {/* Said aloud every second, it would be a nuisance. */}
          <span className="banner__time" aria-hidden="true">
            {duration !== '' && w.awayFor(duration)}
          </span>
        </p>
      )}
      {isBack && (
        <p className="banner__text banner__text--good">
          {w.back} {duration !== '' && w.backAfter(duration)}
        </p>
      )}
    </div>
  );
}
