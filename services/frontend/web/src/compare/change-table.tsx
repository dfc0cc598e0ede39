import type { AdSpec } from '@nanococoa/client';
import type { Font } from '@nanococoa/proto/common/v1/catalog.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useWords } from '../i18n/words.ts';
import { JobImage } from '../job/job-image.tsx';
import { THUMBNAIL_WIDTH } from '../job/use-image.ts';
import { type Describe, fieldName } from '../versions/change-words.ts';
import { FIELD_WORDS } from '../versions/field-words.ts';
import { type SpecValue, specChanges } from '../versions/spec-changes.ts';
import './change-table.css';
import { isPicture, valueWords } from './value-words.ts';
import { WORDS } from './words.ts';

interface ChangeTableProps {
  left: AdSpec | undefined;
  right: AdSpec | undefined;
  /** What the ads are called. */
  names: readonly [string, string];
  fonts: readonly Font[];
  describe: Describe;
}

/** What was asked for differently in two ads. */
export function ChangeTable({ left, right, names, fonts, describe }: ChangeTableProps) {
  const w = useWords(WORDS);
  const fieldWords = useWords(FIELD_WORDS);
  const changes = specChanges(left, right);
  return (
    <section className="changes" aria-labelledby="changes-title">
      <h2 className="changes__title" id="changes-title">
        {w.changes}
      </h2>
      {changes.length === 0 ? (
        <p className="changes__none">{w.noChanges}</p>
      ) : (
        <table className="changes__table">
          <thead>
            <tr>
              <th scope="col">{w.field}</th>
              <th scope="col">{names[0]}</th>
              <th scope="col">{names[1]}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ name, before, after }) => (
              <tr key={name}>
                <th scope="row">{fieldName(name, fieldWords, describe)}</th>
                {[before, after].map((value, at) => (
                  <td key={names[at] + String(at)}>
                    <Value name={name} value={value} fonts={fonts} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Value({ name, value, fonts }: { name: string; value: SpecValue; fonts: readonly Font[] }) {
  const { t } = useLanguage();
  const w = useWords(WORDS);
  if (isPicture(name) && typeof value === 'string') {
    return (
      <span className="changes__picture">
        <JobImage imageId={value} width={THUMBNAIL_WIDTH} alt={w.picture} className="changes__image" />
      </span>
    );
  }
  const font = name.endsWith('font_id') ? fonts.find(({ id }) => id === value) : undefined;
  return font === undefined ? valueWords(name, value, t, w) : `${font.family} ${font.style}`;
}
