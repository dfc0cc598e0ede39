import type { Parameter } from '@nanococoa/proto/common/v1/catalog.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useWords } from '../i18n/words.ts';
import { Field } from './field.tsx';
import { nameOf } from './parameter-names.ts';
import { rollSeed } from './roll-seed.ts';
import { WORDS } from './words.ts';

interface SeedFieldProps {
  /** Empty: the server rolls. */
  value: string;
  parameter: Parameter;
  error?: string;
  onChange(value: string): void;
}

/** The number that everything random comes from, and a dice for another one. */
export function SeedField({ value, parameter, error, onChange }: SeedFieldProps) {
  const { language, t } = useLanguage();
  const w = useWords(WORDS);
  return (
    <Field
      label={nameOf('seed', w)}
      paths={['seed']}
      help={parameter.description?.[language]}
      error={error}
      aside={t.range(parameter.minimum ?? 0, parameter.maximum ?? 0)}
    >
      {(control) => (
        <div className="number">
          <input
            {...control}
            className="input"
            name="seed"
            type="text"
            inputMode="numeric"
            autoComplete="off"
            value={value}
            placeholder={t.seedPlaceholder}
            onChange={(event) => onChange(event.target.value)}
          />
          <button
            className="button button--icon"
            type="button"
            title={w.roll}
            onClick={() => onChange(String(rollSeed()))}
          >
            <svg className="icon icon--dice" viewBox="0 0 24 24" aria-hidden="true">
              <rect className="icon__line" x="4" y="4" width="16" height="16" rx="4" />
              <path
                className="icon__dots"
                d="M8.5 8.5h.01M15.5 8.5h.01M12 12h.01M8.5 15.5h.01M15.5 15.5h.01"
              />
            </svg>
            <span className="visually-hidden">{w.roll}</span>
          </button>
        </div>
      )}
    </Field>
  );
}
