import { useWords } from '../i18n/words.ts';
import { WORDS } from './words.ts';

interface NoAdsProps {
  words: string;
  /** Whether only some of the ads are asked for. */
  isNarrowed: boolean;
  onShowAll(): void;
}

/** What to say where there are no ads to show. */
export function NoAds({ words, isNarrowed, onShowAll }: NoAdsProps) {
  const w = useWords(WORDS);
  return (
    <div className="history__none">
      <p className="history__none-title">{isNarrowed ? w.notFound(words) : w.nothingTitle}</p>
      {(words !== '' || !isNarrowed) && <p>{isNarrowed ? w.notFoundHint : w.nothingHint}</p>}
      {isNarrowed && (
        <button className="button" type="button" onClick={onShowAll}>
          {w.showAll}
        </button>
      )}
    </div>
  );
}
