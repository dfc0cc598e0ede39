import { useId } from 'react';
import { RadioChoices } from '../controls/radio-choices.tsx';
import { Icon } from './icon.tsx';
import type { BrushChoice } from './use-brush.ts';
import type { CutoutWords } from './words.ts';

interface BrushPanelProps {
  w: CutoutWords;
  brush: BrushChoice;
  /** Of the picture, pixels; 0: not open yet. */
  longestSide: number;
}

const KINDS = ['restore', 'erase'] as const;

/** What the brush does, how large and how soft it is, and which colours it touches. */
export function BrushPanel({ w, brush: { settings, change, brushOf }, longestSide }: BrushPanelProps) {
  const id = useId();
  const diameter = Math.max(1, Math.round(2 * brushOf(longestSide).radius));
  return (
    <fieldset className="cutout__part">
      <legend className="visually-hidden">{w.brush}</legend>
      <div className="cutout__kinds">
        <RadioChoices
          choices={KINDS}
          value={settings.kind}
          className="cutout__kind"
          onChange={(kind) => change({ kind })}
        >
          {(kind) => (
            <>
              <Icon name={kind} />
              {w[kind]}
            </>
          )}
        </RadioChoices>
      </div>
      <Slider
        label={w.size}
        value={settings.size}
        text={longestSide === 0 ? '' : `${diameter} px`}
        onChange={(size) => change({ size })}
      />
      <Slider
        label={w.softness}
        value={settings.softness}
        text={`${Math.round(100 * settings.softness)} %`}
        onChange={(softness) => change({ softness })}
      />
      <label className="cutout__check">
        <input
          type="checkbox"
          checked={settings.isSmart}
          aria-describedby={`${id}-hint`}
          onChange={(event) => change({ isSmart: event.target.checked })}
        />
        {w.smart}
      </label>
      <p className="cutout__hint" id={`${id}-hint`}>
        {w.smartHint}
      </p>
      <Slider
        label={w.tolerance}
        value={settings.tolerance / 100}
        text={`${settings.tolerance} %`}
        isDisabled={!settings.isSmart}
        onChange={(share) => change({ tolerance: Math.max(1, Math.round(100 * share)) })}
      />
    </fieldset>
  );
}

interface SliderProps {
  label: string;
  /** 0..1. */
  value: number;
  text: string;
  isDisabled?: boolean;
  onChange(value: number): void;
}

function Slider({ label, value, text, isDisabled = false, onChange }: SliderProps) {
  const id = useId();
  return (
    <div className="cutout__slider">
      <label htmlFor={id}>{label}</label>
      <output htmlFor={id}>{text}</output>
      <input
        id={id}
        type="range"
        min="0"
        max="1"
        step="0.01"
        value={value}
        aria-valuetext={text}
        disabled={isDisabled}
        onChange={(event) => onChange(event.target.valueAsNumber)}
      />
    </div>
  );
}
