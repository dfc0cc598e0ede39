import type { Parameter } from '@nanococoa/proto/common/v1/catalog.ts';
import { useState } from 'react';
import { useLanguage } from '../i18n/language.tsx';
import { useWords } from '../i18n/words.ts';
import './material.css';
import { FIRST_MATERIALS, MATERIALS } from './materials.ts';
import { nameOf } from './parameter-names.ts';
import { TextField } from './text-field.tsx';
import { WORDS } from './words.ts';

interface MaterialFieldProps {
  value: string;
  parameter: Parameter | undefined;
  error?: string;
  onChange(value: string): void;
}

/** What the letters are made of, in words, with materials to begin with. */
export function MaterialField({ value, parameter, error, onChange }: MaterialFieldProps) {
  const { language, t } = useLanguage();
  const w = useWords(WORDS);
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? MATERIALS : MATERIALS.slice(0, FIRST_MATERIALS);
  return (
    <div>
      <TextField
        label={nameOf('text.prompt', w)}
        path="text.prompt"
        name="material"
        rows={1}
        value={value}
        placeholder={t.materialPlaceholder}
        parameter={parameter}
        error={error}
        onChange={onChange}
      />
      <fieldset className="materials">
        <legend className="visually-hidden">{w.materials}</legend>
        {shown.map(({ id, text }) => (
          <button
            key={id}
            className="material"
            type="button"
            aria-pressed={Object.values(text).includes(value)}
            onClick={() => onChange(text[language])}
          >
            <span className={`material__swatch material__swatch--${id}`} aria-hidden="true" />
            {text[language]}
          </button>
        ))}
        <button className="material material--more" type="button" onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? w.fewerMaterials : w.moreMaterials}
        </button>
      </fieldset>
    </div>
  );
}
