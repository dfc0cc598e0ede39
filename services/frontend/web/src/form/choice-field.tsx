import { type ReactNode, useId } from 'react';
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
  name: string;
  choices: ReadonlyArray<Choice<T>>;
  value: T;
  help?: string;
  error?: string;
  onChange(value: T): void;
}

/** One of a few, side by side: radio buttons for the keyboard and for screen readers. */
export function ChoiceField<T extends string | number>(props: ChoiceFieldProps<T>) {
  const { label, paths, name, choices, value, help, error, onChange } = props;
  const id = useId();
  return (
    <fieldset className="field choices" aria-describedby={`${id}-help ${id}-error`}>
      <legend className="field__label">
        {label}
        <FieldMark label={label} paths={paths} />
      </legend>
      <div className="choices__row">
        {choices.map((choice) => (
          <label key={choice.value} className="choice">
            <input
              className="choice__input"
              type="radio"
              name={name}
              value={choice.value}
              checked={choice.value === value}
              onChange={() => onChange(choice.value)}
            />
            <span className="choice__face">
              {choice.icon}
              <span className="choice__label">{choice.label}</span>
            </span>
          </label>
        ))}
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
