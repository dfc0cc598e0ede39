import { useWords } from '../i18n/words.ts';
import { WORDS } from './words.ts';

interface HowManyProps {
  count: number;
  onChange(count: number): void;
}

const COUNTS = [1, 2, 4];

/** How many ads to make at once, each with a seed of its own. */
export function HowMany({ count, onChange }: HowManyProps) {
  const w = useWords(WORDS);
  return (
    <fieldset className="how-many">
      <legend className="how-many__label">{w.howMany}</legend>
      <div className="how-many__row">
        {COUNTS.map((choice) => (
          <label key={choice} className="how-many__choice">
            <input
              className="choice__input"
              type="radio"
              name="how-many"
              value={choice}
              checked={choice === count}
              onChange={() => onChange(choice)}
            />
            <span className="how-many__face">{choice}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
