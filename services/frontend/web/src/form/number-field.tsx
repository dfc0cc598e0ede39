import type { Parameter } from '@nanococoa/proto/common/v1/catalog.ts';
import { useLanguage } from '../i18n/language.tsx';
import { Field } from './field.tsx';

interface NumberFieldProps {
  label: string;
  name: string;
  /** Empty: the default. */
  value: string;
  placeholder?: string;
  /** Whether a slider makes sense: a short range with a default. */
  slider?: boolean;
  /** Range, default and meaning; undefined while they are being read. */
  parameter: Parameter | undefined;
  error?: string;
  onChange(value: string): void;
}

/** A number with its range and meaning; where it has a default, a slider that shows it. */
export function NumberField(props: NumberFieldProps) {
  const { label, name, value, placeholder, slider = false, parameter, error, onChange } = props;
  const { language, t } = useLanguage();
  const { minimum, maximum, defaultValue } = parameter ?? {};
  const hasRange = minimum !== undefined && maximum !== undefined;
  const isDefault = value === '';
  const shown = isDefault && typeof defaultValue === 'number' ? String(defaultValue) : value;
  return (
    <Field
      label={label}
      note={isDefault && slider ? t.defaultValue : undefined}
      help={parameter?.description?.[language]}
      error={error}
      aside={hasRange ? t.range(minimum, maximum) : undefined}
    >
      {(control) => (
        <div className="number">
          {slider && (
            <input
              className="number__slider"
              type="range"
              aria-label={label}
              min={minimum}
              max={maximum}
              step={0.01}
              value={shown}
              disabled={!hasRange}
              onChange={(event) => onChange(event.target.value)}
            />
          )}
          <input
            {...control}
            className={slider ? 'input number__box' : 'input'}
            name={name}
            type="text"
            inputMode="decimal"
            autoComplete="off"
            value={shown}
            placeholder={placeholder}
            onChange={(event) => onChange(event.target.value)}
          />
          {slider && (
            <button
              className="button button--icon"
              type="button"
              disabled={isDefault}
              aria-label={`${label}: ${t.resetToDefault}`}
              title={t.resetToDefault}
              onClick={() => onChange('')}
            >
              ↺
            </button>
          )}
        </div>
      )}
    </Field>
  );
}
