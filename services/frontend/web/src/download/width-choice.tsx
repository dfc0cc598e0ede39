import type { Image } from '@nanococoa/proto/common/v1/image.ts';
import { useWords } from '../i18n/words.ts';
import { MIN_WIDTH, maxWidth, usualWidths } from './rendition-size.ts';
import { WORDS } from './words.ts';

export type ChosenWidth =
  | { kind: 'original' }
  | { kind: 'usual'; width: number }
  /** What was typed. */
  | { kind: 'own'; typed: string };

interface WidthChoiceProps {
  picture: Image;
  width: ChosenWidth;
  onChange(width: ChosenWidth): void;
}

/** How wide the files are to be: as the picture is, or smaller. */
export function WidthChoice({ picture, width, onChange }: WidthChoiceProps) {
  const w = useWords(WORDS);
  const typed = width.kind === 'own' ? width.typed : '';
  return (
    <fieldset className="download-panel__group">
      <legend className="download-panel__legend">{w.width}</legend>
      <Radio
        label={`${w.original} (${picture.width})`}
        isChecked={width.kind === 'original'}
        onChoose={() => onChange({ kind: 'original' })}
      />
      {usualWidths(picture).map((usual) => (
        <Radio
          key={usual}
          label={String(usual)}
          isChecked={width.kind === 'usual' && width.width === usual}
          onChoose={() => onChange({ kind: 'usual', width: usual })}
        />
      ))}
      <div className="download-panel__own">
        <Radio
          label={w.own}
          isChecked={width.kind === 'own'}
          onChoose={() => onChange({ kind: 'own', typed })}
        />
        <input
          className="input download-panel__number"
          type="number"
          aria-label={`${w.own}, ${w.ownRange(MIN_WIDTH, maxWidth(picture))}`}
          placeholder={w.ownRange(MIN_WIDTH, maxWidth(picture))}
          min={MIN_WIDTH}
          max={maxWidth(picture)}
          value={typed}
          aria-invalid={width.kind === 'own' && typed !== '' && !isGoodWidth(width, picture)}
          onChange={(event) => onChange({ kind: 'own', typed: event.target.value })}
        />
      </div>
    </fieldset>
  );
}

/** The width in pixels; undefined: the picture's own. */
export function widthOf(width: ChosenWidth): number | undefined {
  switch (width.kind) {
    case 'original':
      return undefined;
    case 'usual':
      return width.width;
    case 'own':
      return Number(width.typed);
  }
}

/** Whether the picture can be had so wide. */
export function isGoodWidth(width: ChosenWidth, picture: Image): boolean {
  const wanted = widthOf(width);
  if (wanted === undefined) return true;
  return Number.isInteger(wanted) && wanted >= MIN_WIDTH && wanted <= maxWidth(picture);
}

function Radio({ label, isChecked, onChoose }: { label: string; isChecked: boolean; onChoose(): void }) {
  return (
    <label className="download-panel__check">
      <input type="radio" name="download-width" checked={isChecked} onChange={onChoose} />
      <span>{label}</span>
    </label>
  );
}
