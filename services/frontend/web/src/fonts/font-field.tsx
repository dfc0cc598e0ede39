import type { Font } from '@nanococoa/proto/common/v1/catalog.ts';
import { useId, useState } from 'react';
import { lazyPart } from '../app/lazy-part.tsx';
import { Field } from '../form/field.tsx';
import type { Values } from '../form/values.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useWords } from '../i18n/words.ts';
import './font-field.css';
import { WORDS } from './words.ts';

interface FontFieldProps {
  label: string;
  /** Where its value stands in AdSpec. */
  path: string;
  /** The catalogue; empty while it is being read. The first is the default. */
  fonts: readonly Font[];
  /** Font id; empty: the default. */
  value: string;
  /** The form's values: the fonts are shown with its copy. */
  values: Values;
  /** Whether the server chooses one where none is named. */
  isOptional?: boolean;
  error?: string;
  onChange(fontId: string): void;
}

const FontDialog = lazyPart(() => import('./font-dialog.tsx'));

/** The font, by name, with how it speaks; opens the picker. */
export function FontField(props: FontFieldProps) {
  const { label, path, fonts, value, values, isOptional = false, error, onChange } = props;
  const { language, t } = useLanguage();
  const w = useWords(WORDS);
  const dialogId = useId();
  const [isOpen, setIsOpen] = useState(false);
  const chosen = fonts.find(({ id }) => id === value) ?? (isOptional ? undefined : fonts[0]);
  const help = [chosen?.tone?.[language], chosen?.suggestedUse?.[language]].filter(Boolean).join(' · ');
  const name = chosen === undefined ? w.automatic : `${chosen.family} ${chosen.style}`;
  return (
    <Field label={label} paths={[path]} help={chosen === undefined ? w.automaticHint : help} error={error}>
      {(control) => (
        <>
          <button
            {...control}
            className="input font-field"
            type="button"
            role="combobox"
            aria-haspopup="dialog"
            aria-expanded={isOpen}
            aria-controls={isOpen ? dialogId : undefined}
            disabled={fonts.length === 0}
            onClick={() => setIsOpen(true)}
            onKeyDown={(event) => {
              if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
              event.preventDefault();
              setIsOpen(true);
            }}
          >
            <span>{fonts.length === 0 ? t.fontsLoading : name}</span>
            <svg className="font-field__chevron" viewBox="0 0 10 10" aria-hidden="true">
              <path d="M2 3.5 5 6.5 8 3.5" />
            </svg>
          </button>
          {isOpen && (
            <FontDialog
              id={dialogId}
              label={label}
              fonts={fonts}
              value={chosen?.id ?? ''}
              copy={values['text.content'] ?? ''}
              scene={values['background.prompt'] ?? ''}
              isOptional={isOptional}
              onChoose={onChange}
              onClose={() => setIsOpen(false)}
            />
          )}
        </>
      )}
    </Field>
  );
}
