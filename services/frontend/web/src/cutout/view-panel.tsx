import { RadioChoices } from '../controls/radio-choices.tsx';
import type { Backdrop } from './protocol.ts';
import type { StageLook } from './stage.ts';
import type { CutoutWords } from './words.ts';

interface ViewPanelProps {
  w: CutoutWords;
  look: StageLook;
  onChange(values: Partial<StageLook>): void;
}

const BACKDROPS: readonly Backdrop[] = ['checker', 'white', 'black', 'colour', 'photo', 'mask'];

/** What lies behind the product while it is being worked on. */
export function ViewPanel({ w, look, onChange }: ViewPanelProps) {
  return (
    <fieldset className="cutout__part">
      <legend className="cutout__legend">{w.backdrop}</legend>
      <div className="cutout__backdrops">
        <RadioChoices
          choices={BACKDROPS}
          value={look.backdrop}
          className="cutout__backdrop"
          onChange={(backdrop) => onChange({ backdrop })}
        >
          {(backdrop) => (
            <>
              <span
                className={`cutout__swatch cutout__swatch--${backdrop}`}
                style={backdrop === 'colour' ? { background: look.colour } : undefined}
                aria-hidden="true"
              />
              {w.backdrops[backdrop]}
            </>
          )}
        </RadioChoices>
      </div>
      <label className="cutout__colour">
        <span>{w.colour}</span>
        <input
          type="color"
          value={look.colour}
          onChange={(event) => onChange({ colour: event.target.value, backdrop: 'colour' })}
        />
      </label>
    </fieldset>
  );
}
