import { type Job, JobState } from '@nanococoa/proto/common/v1/job.ts';
import { useRef, useState } from 'react';
import { comparison, go, hrefOf } from '../app/route.ts';
import { useBroughtIntoView } from '../app/use-brought-into-view.ts';
import { useElementSize } from '../controls/use-element-size.ts';
import { DeleteDialog } from '../deletion/lazy-delete-dialog.ts';
import { useWords } from '../i18n/words.ts';
import { isFinished } from '../job/job-view.ts';
import { useStop } from '../job/use-stop.ts';
import { fitGrid } from './fit-grid.ts';
import { useVariants } from './use-variants.ts';
import { VariantTile } from './variant-tile.tsx';
import './variants.css';
import { WORDS } from './words.ts';

interface Deletion {
  jobs: readonly Job[];
  /** The one for whose sake the others go. */
  kept?: Job;
}

/** Between the tiles, and of what stands below a picture; variants.css has the same. */
const GAP = 14;
const CAPTION = 74;
const MIN_WIDTH = 150;
/** Part of the window that the tiles take at most, so that all of them are seen at once. */
const HEIGHT_SHARE = 0.76;

/** The ads of a set side by side, each live. */
export default function VariantsView({ setId }: { setId: string }) {
  const w = useWords(WORDS);
  const { jobs, isSearched } = useVariants(setId);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [deletion, setDeletion] = useState<Deletion>();
  const { isStopping, stop } = useStop();
  const section = useRef<HTMLElement>(null);
  useBroughtIntoView(section, setId, { isNew: true });
  const list = useRef<HTMLDivElement>(null);
  const { width } = useElementSize(list);
  const running = jobs.filter((job) => !isFinished(job));
  const pair = chosen.filter((id) => jobs.some((job) => job.id === id));
  const ratio = ratioOf(jobs[0]);
  const minWidth = MIN_WIDTH * Math.max(1, Math.sqrt(ratio));
  const room = { gap: GAP, caption: CAPTION, minWidth, height: HEIGHT_SHARE * window.innerHeight };
  const grid = fitGrid({ ...room, count: jobs.length, ratio, width });
  const nameOf = (job: Job) => w.number(jobs.indexOf(job) + 1);
  // The two chosen last count.
  const choose = (id: string, isChosen: boolean) =>
    setChosen([...pair.filter((other) => other !== id), ...(isChosen ? [id] : [])].slice(-2));
  const afterDeletion = ({ jobs: deleted, kept }: Deletion) => {
    if (kept !== undefined) go({ kind: 'job', jobId: kept.id });
    else if (jobs.every(({ id }) => deleted.some((job) => job.id === id))) go({ kind: 'new' });
  };
  const done = jobs.filter(({ state }) => state === JobState.SUCCEEDED).length;
  return (
    <section ref={section} className="stage variants" aria-label={w.title}>
      <div className="variants__head">
        <div className="variants__words">
          <h2 className="variants__title">{w.title}</h2>
          <p className="variants__summary" role="status">
            {jobs.length > 0 ? w.summary(done, jobs.length) : isSearched ? '' : w.loading}
          </p>
        </div>
        {jobs.length > 1 && (
          <div className="variants__actions">
            {pair.length === 2 ? (
              <a className="button button--primary" href={hrefOf(comparison(pair[0], pair[1]))}>
                {w.compare}
              </a>
            ) : (
              <span className="variants__hint">{w.compareHint}</span>
            )}
            {running.length > 0 && (
              <button
                className="button"
                type="button"
                aria-disabled={isStopping}
                onClick={() => stop(running.map(({ id }) => id))}
              >
                {isStopping ? w.stopping : w.stopAll}
              </button>
            )}
          </div>
        )}
      </div>
      {isSearched && jobs.length === 0 && (
        <div className="variants__none">
          <p>{w.none}</p>
          <a className="button" href={hrefOf({ kind: 'new' })}>
            {w.newAd}
          </a>
        </div>
      )}
      <div ref={list} className="variants__room">
        <ol
          className="variants__list"
          style={{ gridTemplateColumns: `repeat(${grid.columns}, ${grid.width}px)` }}
        >
          {jobs.map((job, at) => (
            <VariantTile
              key={job.id}
              job={job}
              number={at + 1}
              ratio={ratioOf(job)}
              isChosen={pair.includes(job.id)}
              onChosenChange={(isChosen) => choose(job.id, isChosen)}
              onKeep={
                jobs.length > 1
                  ? () => setDeletion({ jobs: jobs.filter((other) => other !== job), kept: job })
                  : undefined
              }
              onDelete={() => setDeletion({ jobs: [job] })}
            />
          ))}
        </ol>
      </div>
      {deletion && (
        <DeleteDialog
          ads={deletion.jobs.map((job) => ({ id: job.id, name: nameOf(job), jobs: [job] }))}
          onClose={() => setDeletion(undefined)}
          onDeleted={() => afterDeletion(deletion)}
        >
          {deletion.kept && <p>{w.kept(nameOf(deletion.kept))}</p>}
        </DeleteDialog>
      )}
    </section>
  );
}

function ratioOf(job: Job | undefined): number {
  const { width, height } = job?.spec?.output ?? {};
  return (width || 1) / (height || 1);
}
