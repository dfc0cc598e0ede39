import type { Parameter } from '@nanococoa/proto/common/v1/catalog.ts';
import { useEffect, useRef } from 'react';
import { useLanguage } from '../i18n/language.tsx';
import type { FieldErrors } from './check-values.ts';
import type { FormValues } from './form-values.ts';
import { NumberField } from './number-field.tsx';

/** What a group of fields needs. */
export interface FieldsProps {
  values: FormValues;
  parameters: ReadonlyMap<string, Parameter>;
  errors: FieldErrors;
  onChange(change: Partial<FormValues>): void;
}

/** The numbers, folded away: the defaults are good. Opens by itself when one of them is wrong. */
export function FineTuning({ values, parameters, errors, onChange }: FieldsProps) {
  const { t } = useLanguage();
  const sliders = [
    { name: 'scale', label: t.scale, path: 'product.scale' },
    { name: 'strength', label: t.strength, path: 'product.strength' },
    { name: 'textStrength', label: t.textStrength, path: 'composition.strength' },
  ] as const;
  const isWrong = [...sliders.map(({ path }) => path), 'seed'].some((path) => errors[path] !== undefined);
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (isWrong && details.current !== null) details.current.open = true;
  }, [isWrong]);
  return (
    <details className="fine-tuning" ref={details}>
      <summary className="fine-tuning__title">{t.fineTuning}</summary>
      {sliders.map(({ name, label, path }) => (
        <NumberField
          key={name}
          slider
          label={label}
          name={name}
          value={values[name]}
          parameter={parameters.get(path)}
          error={errors[path]}
          onChange={(value) => onChange({ [name]: value })}
        />
      ))}
      <NumberField
        label={t.seed}
        name="seed"
        value={values.seed}
        placeholder={t.seedPlaceholder}
        parameter={parameters.get('seed')}
        error={errors.seed}
        onChange={(seed) => onChange({ seed })}
      />
    </details>
  );
}
