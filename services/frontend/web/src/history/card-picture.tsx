import { type Job, JobState } from '@nanococoa/proto/common/v1/job.ts';
import { useRef, useSyncExternalStore } from 'react';
import { useJobStore } from '../app/mesh.tsx';
import { useWords } from '../i18n/words.ts';
import { isFinished } from '../job/job-view.ts';
import { StepPreview } from '../job/step-preview.tsx';
import { STEP_WIDTH, THUMBNAIL_WIDTH, useImage } from '../job/use-image.ts';
import type { Family } from './group-families.ts';
import { useInView } from './use-in-view.ts';
import { WORDS } from './words.ts';

/** Pictures come before they are scrolled to. */
const MARGIN_PX = 300;

/** The newest picture of an ad, in its own proportions; while a version is being made, what there is of it. */
export function CardPicture({ versions }: Pick<Family, 'versions'>) {
  const w = useWords(WORDS);
  const box = useRef<HTMLSpanElement>(null);
  const isNear = useInView(box, MARGIN_PX);
  const hasBeenNear = useRef(false);
  hasBeenNear.current ||= isNear;
  const shown = versions.find((version) => pictureOf(version) !== undefined);
  const pictureId = shown && pictureOf(shown);
  // Of an ad that is being made, the stage shows the same picture: one download for both.
  const width = shown?.result === undefined ? STEP_WIDTH : THUMBNAIL_WIDTH;
  const { url } = useImage(hasBeenNear.current ? pictureId : undefined, { width });
  const [job] = versions;
  return (
    <span ref={box} className="ad-card__picture">
      {url !== undefined && <img className="ad-card__image" src={url} alt="" draggable={false} />}
      {url === undefined && pictureId === undefined && isFinished(job) && (
        <svg className="ad-card__none" viewBox="0 0 32 32" aria-hidden="true">
          <path d="M5 6h22v20H5ZM5 21l6-6 5 5 4-4 7 7M20 12.5a2 2 0 1 0 0-.1" />
        </svg>
      )}
      {!isFinished(job) && <LivePicture job={job} />}
      {versions.length > 1 && <span className="ad-card__versions">{w.versions(versions.length)}</span>}
    </span>
  );
}

/** What is pushed while the ad is being made, and how far it is. */
function LivePicture({ job }: { job: Job }) {
  const store = useJobStore();
  const view = useSyncExternalStore(store.subscribe, () => store.state().views.get(job.id));
  // The letters alone would take a scene away that has been made.
  const hasScene = job.steps[0]?.result !== undefined;
  const early = hasScene ? undefined : (view?.previews[1] ?? view?.previews[2]);
  const preview = view?.previews[3] ?? early;
  const percent = Math.floor(100 * (view?.fraction ?? 0));
  return (
    <>
      <StepPreview bytes={preview} alt="" className="ad-card__image" />
      <span className="ad-card__progress" aria-hidden="true">
        {job.state === JobState.RUNNING && <span className="ad-card__percent">{percent}%</span>}
        <progress className="bar" max={1} value={view?.fraction ?? 0} />
      </span>
    </>
  );
}

/** Its result, else what its steps have made so far. */
function pictureOf({ result, steps }: Job): string | undefined {
  const made = result ?? steps.find(({ number }) => number === 3)?.result ?? steps[0]?.result;
  return made?.id;
}
