import { type ReactNode, useId } from 'react';

interface RadioChoicesProps<T> {
  choices: readonly T[];
  value: T;
  /** Of each choice's label. */
  className: string;
  onChange(choice: T): void;
  /** What stands in a choice's label. */
  children(choice: T): ReactNode;
}

/**
 * One of a few, each a face of its own over a radio button that is not seen: arrow keys and screen readers take it for
 * what it is. Stands in a fieldset, whose legend says what is chosen.
 */
export function RadioChoices<T extends string | number>(props: RadioChoicesProps<T>) {
  const { choices, value, className, onChange, children } = props;
  const name = useId();
  return choices.map((choice) => (
    <label key={choice} className={`radio ${className}`}>
      <input
        className="radio__input"
        type="radio"
        name={name}
        checked={choice === value}
        onChange={() => onChange(choice)}
      />
      {children(choice)}
    </label>
  ));
}
