import type { Font } from '@nanococoa/proto/common/v1/catalog.ts';
import { useLanguage } from '../i18n/language.tsx';
import { Field } from './field.tsx';

interface FontFieldProps {
  /** The catalogue; empty while it is being read. The first is the default. */
  fonts: Font[];
  /** Font id; empty: the default. */
  value: string;
  error?: string;
  onChange(fontId: string): void;
}

/** The font, by name, with how it speaks. */
export function FontField({ fonts, value, error, onChange }: FontFieldProps) {
  const { language, t } = useLanguage();
  const chosen = fonts.find(({ id }) => id === value) ?? fonts[0];
  const help = [chosen?.tone?.[language], chosen?.suggestedUse?.[language]].filter(Boolean).join(' · ');
  return (
    <Field label={t.font} help={help} error={error}>
      {(control) => (
        <select
          {...control}
          className="input"
          name="font"
          value={chosen?.id ?? ''}
          disabled={fonts.length === 0}
          onChange={(event) => onChange(event.target.value)}
        >
          {fonts.length === 0 && <option value="">{t.fontsLoading}</option>}
          {fonts.map((font) => (
            <option key={font.id} value={font.id}>{`${font.family} ${font.style}`}</option>
          ))}
        </select>
      )}
    </Field>
  );
}
