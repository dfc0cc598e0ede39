import type { Parameter } from '@nanococoa/proto/common/v1/catalog.ts';
import { useLanguage } from '../i18n/language.tsx';
import { defaultOf } from './changes.ts';
import { Field } from './field.tsx';

interface NumberFieldProps {
  label: string;
  /** Where its value stands in AdSpec. */
  path: string;
  /** Empty: the default, or chosen by the server. */
  value: string;
  /** What stands there while it is empty. */
  placeholder: string;
  /** Range, default and meaning. */
  parameter: Parameter;
  /** Step of a slider; undefined: none, its range is too long for one. */
  sliderStep: number | undefined;
  error?: string;
  onChange(value: string): void;
}

/** A number with its range and meaning, by keys or by a slider. */
export function NumberField(props: NumberFieldProps) {
  const { label, path, value, placeholder, parameter, sliderStep, error, onChange } = props;
  const { language, t } = useLanguage();
  const { minimum = 0, maximum = 0 } = parameter;
  const fallback = defaultOf(parameter);
  const isDefault = value === '' || value === fallback;
  const hasSlider = sliderStep !== undefined;
  return (
    <Field
      label={label}
      paths={[path]}
      help={parameter.description?.[language]}
      error={error}
      aside={t.range(minimum, maximum)}
    >
      {(control) => (
        <div className="number">
          {hasSlider && (
            <input
              className="number__slider"
              type="range"
              aria-label={label}
              min={minimum}
              max={maximum}
              step={sliderStep}
              value={value || fallback || (minimum + maximum) / 2}
              onChange={(event) => onChange(event.target.value)}
            />
          )}
          <input
            {...control}
            className={hasSlider ? 'input number__box' : 'input'}
            name={path}
            type="text"
            inputMode="decimal"
            autoComplete="off"
            value={value}
            placeholder={placeholder}
            onChange={(event) => onChange(event.target.value)}
          />
          <button
            className="button button--icon"
            type="button"
            disabled={isDefault}
            title={t.resetToDefault}
            onClick={() => onChange('')}
          >
            <span aria-hidden="true">↺</span>
            <span className="visually-hidden">{`${label}: ${t.resetToDefault}`}</span>
          </button>
        </div>
      )}
    </Field>
  );
}
