import { useId, useState } from 'react';
import { useWords } from '../i18n/words.ts';
import type { Range } from './product-place.ts';
import { WORDS } from './words.ts';

interface PercentFieldProps {
  label: string;
  name: string;
  /** A fraction; shown as a percentage. */
  value: number;
  range: Range;
  isFixed?: boolean;
  onChange(value: number): void;
}

/** A fraction as a percentage. What is typed stays as it is typed until it makes sense. */
export function PercentField({ label, name, value, range, isFixed = false, onChange }: PercentFieldProps) {
  const w = useWords(WORDS);
  const id = useId();
  const [typed, setTyped] = useState<string>();
  const bounds = [percentText(range.minimum), percentText(range.maximum)] as const;
  const isWrong = typed !== undefined && fractionOf(typed, range) === undefined;
  return (
    <div className="percent">
      <label className="percent__label" htmlFor={id}>
        {label}
      </label>
      <span className="percent__control">
        <input
          id={id}
          className="input percent__input"
          name={name}
          type="text"
          inputMode="decimal"
          autoComplete="off"
          disabled={isFixed}
          value={typed ?? percentText(value)}
          aria-invalid={isWrong}
          aria-describedby={`${id}-help`}
          onChange={(event) => {
            setTyped(event.target.value);
            const fraction = fractionOf(event.target.value, range);
            if (fraction !== undefined) onChange(fraction);
          }}
          onKeyDown={(event) => {
            const step = { ArrowUp: 1, ArrowDown: -1 }[event.key];
            if (step === undefined) return;
            event.preventDefault();
            setTyped(undefined);
            onChange(value + (step * (event.shiftKey ? 5 : 0.5)) / 100);
          }}
          onBlur={() => setTyped(undefined)}
        />
        <span aria-hidden="true">%</span>
      </span>
      <p id={`${id}-help`} className={isWrong ? 'percent__help percent__help--wrong' : 'percent__help'}>
        {isWrong ? w.outOfRange(...bounds) : w.range(...bounds)}
      </p>
    </div>
  );
}

/** A fraction in percent with one digit. */
export function percentText(fraction: number): string {
  return String(Math.round(fraction * 1000) / 10);
}

/** What was typed as a fraction; undefined: it is no number or out of range. */
function fractionOf(text: string, { minimum, maximum }: Range): number | undefined {
  const number = text.trim() === '' ? Number.NaN : Number(text.trim().replace(',', '.'));
  const fraction = number / 100;
  return fraction >= minimum - 1e-9 && fraction <= maximum + 1e-9 ? fraction : undefined;
}
