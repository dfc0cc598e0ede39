import type { Parameter } from '@nanococoa/proto/common/v1/catalog.ts';
import { useLanguage } from '../i18n/language.tsx';
import { lengthOf } from './check-values.ts';
import { Field } from './field.tsx';

interface TextFieldProps {
  label: string;
  /** Where its value stands in AdSpec. */
  path: string;
  name: string;
  value: string;
  placeholder: string;
  rows: number;
  /** Length and meaning; undefined while they are being read. */
  parameter: Parameter | undefined;
  /** In place of the parameter's meaning. */
  help?: string;
  error?: string;
  onChange(value: string): void;
}

/** A text of one or more lines with the number of characters used. */
export function TextField({
  label,
  path,
  name,
  value,
  placeholder,
  rows,
  parameter,
  help,
  error,
  onChange,
}: TextFieldProps) {
  const { language, t } = useLanguage();
  const allowed = parameter?.maxLength ?? 0;
  const used = lengthOf(value);
  const isOver = allowed > 0 && used > allowed;
  const counter = allowed > 0 && (
    <span className={isOver ? 'counter counter--over' : 'counter'}>
      <span aria-hidden="true">{`${used}/${allowed}`}</span>
      <span className="visually-hidden">{t.characters(used, allowed)}</span>
    </span>
  );
  return (
    <Field
      label={label}
      paths={[path]}
      help={help ?? parameter?.description?.[language]}
      error={error}
      aside={counter}
    >
      {(control) => (
        <textarea
          {...control}
          className="input"
          name={name}
          rows={rows}
          value={value}
          placeholder={placeholder}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
