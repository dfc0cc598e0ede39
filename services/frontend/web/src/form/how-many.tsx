import { RadioChoices } from '../controls/radio-choices.tsx';
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
        <RadioChoices choices={COUNTS} value={count} className="how-many__choice" onChange={onChange}>
          {(choice) => <span className="how-many__face">{choice}</span>}
        </RadioChoices>
      </div>
    </fieldset>
  );
}
