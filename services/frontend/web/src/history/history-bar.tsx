import { useWords } from '../i18n/words.ts';
import type { AdQuery, StateFilter } from './matches.ts';
import { useCounts } from './use-counts.ts';
import { WORDS } from './words.ts';

interface HistoryBarProps {
  query: AdQuery;
  onChange(query: AdQuery): void;
  showsVersions: boolean;
  onShowVersions(shows: boolean): void;
}

const FILTERS: readonly StateFilter[] = ['all', 'running', 'succeeded', 'failed', 'cancelled'];
/** As the server takes it. */
const MAX_LENGTH = 100;

/** What to look for: words, states, each version or each ad. */
export function HistoryBar({ query, onChange, showsVersions, onShowVersions }: HistoryBarProps) {
  const w = useWords(WORDS);
  const counts = useCounts();
  return (
    <div className="history__bar">
      <div className="history__search">
        <svg className="glyph history__glass" viewBox="0 0 16 16" aria-hidden="true">
          <path d="M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9ZM10.4 10.4 14 14" />
        </svg>
        <input
          className="input history__input"
          type="search"
          aria-label={w.search}
          placeholder={w.searchHint}
          maxLength={MAX_LENGTH}
          value={query.words}
          onChange={(event) => onChange({ ...query, words: event.target.value })}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && query.words !== '') onChange({ ...query, words: '' });
          }}
        />
      </div>
      <fieldset className="segments history__filters">
        <legend className="visually-hidden">{w.filter}</legend>
        {FILTERS.map((state) => (
          <button
            key={state}
            type="button"
            className="segment history__filter"
            aria-pressed={query.state === state}
            onClick={() => onChange({ ...query, state })}
          >
            {`${w.states[state]} `}
            <span className="history__count">{counts?.[state] ?? '\u2007'}</span>
          </button>
        ))}
      </fieldset>
      <label className="history__versions">
        <input
          type="checkbox"
          checked={showsVersions}
          onChange={(event) => onShowVersions(event.target.checked)}
        />
        {w.allVersions}
      </label>
    </div>
  );
}
