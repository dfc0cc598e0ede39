import { type ReactNode, useId } from 'react';
import { RadioChoices } from '../controls/radio-choices.tsx';
import { FieldMark } from './field-mark.tsx';

export interface Choice<T> {
  value: T;
  label: string;
  /** Drawing above the label. */
  icon?: ReactNode;
}

interface ChoiceFieldProps<T> {
  label: string;
  /** Where its value stands in AdSpec: shows whether it was changed. */
  paths?: readonly string[];
  choices: ReadonlyArray<Choice<T>>;
  value: T;
  help?: string;
  error?: string;
  onChange(value: T): void;
}

/** One of a few, side by side: radio buttons for the keyboard and for screen readers. */
export function ChoiceField<T extends string | number>(props: ChoiceFieldProps<T>) {
  const { label, paths, choices, value, help, error, onChange } = props;
  const id = useId();
  const faces = new Map(choices.map((choice) => [choice.value, choice]));
  return (
    <fieldset className="field choices" aria-describedby={`${id}-help ${id}-error`}>
      <legend className="field__label">
        {label}
        <FieldMark label={label} paths={paths} />
      </legend>
      <div className="choices__row">
        <RadioChoices choices={[...faces.keys()]} value={value} className="choice" onChange={onChange}>
          {(choice) => (
            <span className="choice__face">
              {faces.get(choice)?.icon}
              <span className="choice__label">{faces.get(choice)?.label}</span>
            </span>
          )}
        </RadioChoices>
      </div>
      {help !== undefined && (
        <p className="field__help" id={`${id}-help`}>
          {help}
        </p>
      )}
      <p className="field__error" id={`${id}-error`} role="alert">
        {error}
      </p>
    </fieldset>
  );
}
