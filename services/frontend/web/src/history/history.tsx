import { useEffect, useMemo, useRef, useState } from 'react';
import { useConnectionState } from '../app/mesh.tsx';
import { go } from '../app/route.ts';
import { DeleteDialog } from '../deletion/lazy-delete-dialog.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useWords } from '../i18n/words.ts';
import { jobTitle } from '../job/job-words.ts';
import { AdGrid } from './ad-grid.tsx';
import { type Family, groupFamilies, ungrouped } from './group-families.ts';
import './history.css';
import { HistoryBar } from './history-bar.tsx';
import { type AdQuery, isForAll } from './matches.ts';
import { NoAds } from './no-ads.tsx';
import { useAds } from './use-ads.ts';
import { useDebounced } from './use-debounced.ts';
import { useInView } from './use-in-view.ts';
import { useSelection } from './use-selection.ts';
import { WORDS } from './words.ts';

const ALL: AdQuery = { words: '', state: 'all' };
const TYPING_PAUSE_MS = 250;
/** More ads are read before the end is scrolled to. */
const MORE_MARGIN_PX = 200;

/** All ads of the caller: to be looked through, searched, opened and deleted. */
export function History({ openJobId }: { openJobId: string | undefined }) {
  const { t } = useLanguage();
  const w = useWords(WORDS);
  const connection = useConnectionState();
  const [query, setQuery] = useState(ALL);
  const words = useDebounced(query.words, TYPING_PAUSE_MS);
  const { jobs, hasMore, isLoading, error, more } = useAds({ ...query, words });
  const [showsVersions, setShowsVersions] = useState(false);
  const families = useMemo(
    () => (showsVersions ? ungrouped(jobs ?? []) : groupFamilies(jobs ?? [])),
    [jobs, showsVersions],
  );
  const selection = useSelection(families);
  const [asked, setAsked] = useState<readonly Family[]>();
  const end = useRef<HTMLDivElement>(null);
  const isEndNear = useInView(end, MORE_MARGIN_PX);
  const canGoOn = isEndNear && hasMore && !isLoading && error === undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each page that has been read
  useEffect(() => {
    if (canGoOn) more();
  }, [canGoOn, jobs?.length]);

  const ask = (ids: readonly string[]) => setAsked(families.filter(({ id }) => ids.includes(id)));
  const isNarrowed = !isForAll({ ...query, words });
  const isEmpty =
    jobs !== undefined && families.length === 0 && !isLoading && !hasMore && error === undefined;
  return (
    <section className="history" aria-labelledby="history-title">
      <div className="history__head">
        <h2 className="history__title" id="history-title">
          {w.title}
        </h2>
        <p className="history__status" role="status">
          {isNarrowed && (isLoading ? w.searching : words !== '' && w.found(families.length))}
        </p>
        {selection.ids.size > 0 && (
          <div className="history__selection">
            <span>{w.selected(selection.ids.size)}</span>
            <button className="button" type="button" onClick={selection.clear}>
              {w.clearSelection}
            </button>
            <button className="button button--danger" type="button" onClick={() => ask([...selection.ids])}>
              {w.removeSelected}
            </button>
          </div>
        )}
      </div>
      <HistoryBar
        query={query}
        onChange={setQuery}
        showsVersions={showsVersions}
        onShowVersions={setShowsVersions}
      />
      {jobs === undefined && <p className="history__none">{connection === 'down' ? w.waiting : w.loading}</p>}
      {isEmpty && <NoAds words={words.trim()} isNarrowed={isNarrowed} onShowAll={() => setQuery(ALL)} />}
      <AdGrid families={families} openJobId={openJobId} selection={selection} onDelete={ask} />
      <div ref={end} className="history__end">
        {error !== undefined && <p role="alert">{w.failed}</p>}
        {(hasMore || error !== undefined) && (
          <button
            className="button"
            type="button"
            aria-disabled={isLoading}
            onClick={isLoading ? undefined : more}
          >
            {isLoading ? w.loadingMore : error !== undefined ? w.tryAgain : w.more}
          </button>
        )}
      </div>
      {asked !== undefined && asked.length > 0 && (
        <DeleteDialog
          ads={asked.map(({ id, versions }) => ({
            id,
            name: w.withVersions(jobTitle(versions[0], t), versions.length),
            jobs: versions,
          }))}
          onStart={() =>
            asked.some(({ versions }) => versions.some(({ id }) => id === openJobId)) && go({ kind: 'new' })
          }
          onClose={() => setAsked(undefined)}
        />
      )}
    </section>
  );
}
