import { RadioChoices } from '../controls/radio-choices.tsx';
import { useWords } from '../i18n/words.ts';
import type { CompareMode } from './compare-stage.tsx';
import type { ZoomControl } from './use-zoom.ts';
import { MAX_SCALE } from './view-box.ts';
import { WORDS } from './words.ts';

interface CompareToolsProps {
  mode: CompareMode;
  onModeChange(mode: CompareMode): void;
  control: ZoomControl;
  /** Size of the fitted picture: 1 shows its pixels as they are. */
  actual: number;
  /** How many times brighter differences are shown. */
  gain: number;
  onGainChange(gain: number): void;
}

const MODES = ['slider', 'sides', 'difference'] as const satisfies CompareMode[];
const MAX_GAIN = 16;

/** How the two are shown, and how near. */
export function CompareTools({ mode, onModeChange, control, actual, gain, onGainChange }: CompareToolsProps) {
  const w = useWords(WORDS);
  const { scale } = control.zoom;
  const percent = Math.round(100 * scale * actual);
  return (
    <div className="compare__tools">
      <fieldset className="segments">
        <legend className="visually-hidden">{w.modes}</legend>
        <RadioChoices choices={MODES} value={mode} className="segment compare__mode" onChange={onModeChange}>
          {(name) => w.mode[name]}
        </RadioChoices>
      </fieldset>
      <label className="compare__gain" hidden={mode !== 'difference'}>
        <span>{w.gain}</span>
        <input
          type="range"
          min={1}
          max={MAX_GAIN}
          value={gain}
          aria-valuetext={w.gainValue(gain)}
          onChange={(event) => onGainChange(Number(event.target.value))}
        />
      </label>
      <div className="compare__zoom">
        <ZoomButton label={w.zoomOut} sign="−" isOff={scale <= 1} onPress={() => control.step(-1)} />
        <output className="compare__scale" aria-label={w.zoom(percent)}>
          {percent}%
        </output>
        <ZoomButton label={w.zoomIn} sign="+" isOff={scale >= MAX_SCALE} onPress={() => control.step(1)} />
        <button className="button" type="button" aria-disabled={scale <= 1} onClick={control.fit}>
          {w.fit}
        </button>
        <button
          className="button"
          type="button"
          aria-disabled={percent === 100 || actual >= 1}
          onClick={() => control.actual()}
        >
          {w.actual}
        </button>
      </div>
    </div>
  );
}

interface ZoomButtonProps {
  label: string;
  sign: string;
  isOff: boolean;
  onPress(): void;
}

function ZoomButton({ label, sign, isOff, onPress }: ZoomButtonProps) {
  return (
    <button
      className="button button--icon"
      type="button"
      aria-label={label}
      title={label}
      aria-disabled={isOff}
      onClick={onPress}
    >
      <span aria-hidden="true">{sign}</span>
    </button>
  );
}
