import { useState } from 'react';
import { useLanguage } from '../i18n/language.tsx';
import { useWords } from '../i18n/words.ts';
import { type Choice, ChoiceField } from './choice-field.tsx';
import { FormatIcon, OwnSizeIcon } from './choice-icons.tsx';
import type { FieldsProps } from './fields-props.ts';
import { FORMATS, type Format, formatOf, SIZE_PATHS, sizeOf } from './formats.ts';
import { WORDS } from './words.ts';

/** The ad's size: the ones that places ask for by name, or one of one's own. */
export function FormatField({ values, parameters, errors, onChange }: FieldsProps) {
  const { t } = useLanguage();
  const w = useWords(WORDS);
  const size = sizeOf(values);
  const format = formatOf(size);
  const [wantsOwn, setWantsOwn] = useState(false);
  const isOwn = wantsOwn || format === undefined;
  const [widthPath, heightPath] = SIZE_PATHS;
  const choose = (id: Format['id'] | 'own') => {
    setWantsOwn(id === 'own');
    const chosen = FORMATS.find((known) => known.id === id) ?? size;
    onChange({ [widthPath]: String(chosen.width), [heightPath]: String(chosen.height) });
  };
  const choices: Choice<Format['id'] | 'own'>[] = [
    ...FORMATS.map((known) => ({
      value: known.id,
      label: w.formats[known.id],
      icon: <FormatIcon format={known} />,
    })),
    { value: 'own', label: w.own, icon: <OwnSizeIcon /> },
  ];
  const error = errors[widthPath] ?? errors[heightPath];
  return (
    <div className="format">
      <ChoiceField
        label={t.format}
        paths={SIZE_PATHS}
        choices={choices}
        value={isOwn ? 'own' : format.id}
        help={
          isOwn
            ? w.formats.own
            : `${format.id === '728×90' ? '' : `${format.id} · `}${size.width} × ${size.height} px`
        }
        error={isOwn ? undefined : error}
        onChange={choose}
      />
      {isOwn && (
        <div className="format__own">
          {SIZE_PATHS.map((path, at) => (
            <label key={path} className="format__side">
              <span className="field__note">{at === 0 ? w.width : w.height}</span>
              <input
                className="input"
                name={path}
                type="text"
                inputMode="numeric"
                autoComplete="off"
                aria-invalid={errors[path] !== undefined}
                placeholder="1024"
                value={values[path] ?? ''}
                onChange={(event) => onChange({ [path]: event.target.value })}
              />
            </label>
          ))}
          <p className="field__note format__range">
            {t.range(parameters.get(widthPath)?.minimum ?? 0, parameters.get(widthPath)?.maximum ?? 0)}{' '}
            {w.pixels}
          </p>
          <p className="field__error format__error" role="alert">
            {error}
          </p>
        </div>
      )}
    </div>
  );
}
