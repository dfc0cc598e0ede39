import { memo } from 'react';
import { hrefOf } from '../app/route.ts';
import { timeOrDate } from '../i18n/formats.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useWords } from '../i18n/words.ts';
import { jobStateName, jobTitle } from '../job/job-words.ts';
import './ad-card.css';
import { CardPicture } from './card-picture.tsx';
import type { Family } from './group-families.ts';
import { WORDS } from './words.ts';

interface AdCardProps {
  family: Family;
  /** One of its versions is on the stage. */
  isOpen: boolean;
  isSelected: boolean;
  /** Whether the keyboard's Tab comes to it: the arrow keys lead to the others. */
  isReachable: boolean;
  onSelect(familyId: string): void;
  onDelete(familyId: string): void;
}

/** An ad: its picture, its words, where it stands. Opens its newest version. */
export const AdCard = memo(function AdCard(props: AdCardProps) {
  const { family, isOpen, isSelected, isReachable, onSelect, onDelete } = props;
  const { t, language } = useLanguage();
  const w = useWords(WORDS);
  const { versions } = family;
  const [job] = versions;
  const state = jobStateName(job.state);
  const title = jobTitle(job, t);
  const tabIndex = isReachable ? 0 : -1;
  return (
    <li className={`ad-card${isSelected ? ' ad-card--selected' : ''}`} data-family={family.id}>
      <a
        className="ad-card__link"
        href={hrefOf({ kind: 'job', jobId: job.id })}
        aria-current={isOpen}
        tabIndex={tabIndex}
        draggable={false}
      >
        <CardPicture versions={versions} />
        <span className="ad-card__name">{title}</span>
        <span className="ad-card__line">
          <span className={`ad-card__state ad-card__state--${state}`}>{t.jobStates[state]}</span>
          {job.createTime !== undefined && (
            <time className="ad-card__time" dateTime={job.createTime.toISOString()}>
              {dayOf(job.createTime, language, w.today)}
            </time>
          )}
        </span>
      </a>
      <input
        className="ad-card__check"
        type="checkbox"
        checked={isSelected}
        aria-label={w.select(title)}
        tabIndex={tabIndex}
        onChange={() => onSelect(family.id)}
      />
      <button
        className="ad-card__delete"
        type="button"
        aria-label={w.remove(title)}
        title={w.delete}
        tabIndex={tabIndex}
        onClick={() => onDelete(family.id)}
      >
        <svg className="glyph" viewBox="0 0 16 16" aria-hidden="true">
          <path d="M2.5 4h11M6 4V2.5h4V4M4 4l.6 9.5h6.8L12 4M6.7 6.5v4.6M9.3 6.5v4.6" />
        </svg>
      </button>
    </li>
  );
});

/** Of today, the time says more than the day. */
function dayOf(time: Date, language: string, today: (time: string) => string): string {
  const { isToday, words } = timeOrDate(time, language);
  return isToday ? today(words) : words;
}
