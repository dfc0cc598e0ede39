import { type ReactNode, useId } from 'react';
import { FieldMark } from './field-mark.tsx';

/** What a control needs to be tied to its label, help and error. */
export interface ControlProps {
  id: string;
  'aria-describedby': string;
  'aria-invalid': boolean;
}

interface FieldProps {
  label: string;
  /** Where its value stands in AdSpec: shows whether it was changed. */
  paths?: readonly string[];
  /** Said after the label, quietly. */
  note?: string;
  help?: string;
  error?: string;
  /** At the right of the label: a counter or a range. */
  aside?: ReactNode;
  children: (control: ControlProps) => ReactNode;
}

/** A label, a control, its help and what is wrong with it. */
export function Field({ label, paths, note, help, error, aside, children }: FieldProps) {
  const id = useId();
  const isInvalid = error !== undefined;
  return (
    <div className="field">
      <div className="field__head">
        <label className="field__label" htmlFor={id}>
          {label}
        </label>
        {note !== undefined && <span className="field__note">{note}</span>}
        <FieldMark label={label} paths={paths} />
        {aside !== undefined && <span className="field__aside">{aside}</span>}
      </div>
      {children({ id, 'aria-describedby': `${id}-help ${id}-error`, 'aria-invalid': isInvalid })}
      <p className="field__help" id={`${id}-help`}>
        {help}
      </p>
      <p className="field__error" id={`${id}-error`} role="alert">
        {error}
      </p>
    </div>
  );
}
