import { FontField } from '../fonts/font-field.tsx';
import { useLanguage } from '../i18n/language.tsx';
import { useWords } from '../i18n/words.ts';
import { defaultOf } from './changes.ts';
import { ChoiceField } from './choice-field.tsx';
import { ModeIcon, PositionIcon } from './choice-icons.tsx';
import type { FieldsProps } from './fields-props.ts';
import { FormatField } from './format-field.tsx';
import { MaterialField } from './material-field.tsx';
import { nameOf } from './parameter-names.ts';
import { WORDS } from './words.ts';

/** How the ad looks: letters, their place, and the format. */
export function LookFields(props: FieldsProps) {
  const { values, parameters, fonts, errors, onChange } = props;
  const { language, t } = useLanguage();
  const w = useWords(WORDS);
  const shownValue = (path: string, fallback: string) =>
    values[path] || defaultOf(parameters.get(path)) || fallback;
  const positions = [
    ['TEXT_POSITION_TOP', t.positions.top],
    ['TEXT_POSITION_CENTER', t.positions.center],
    ['TEXT_POSITION_BOTTOM', t.positions.bottom],
    ['TEXT_POSITION_AUTO', t.positions.auto],
  ] as const;
  const modes = [
    ['COMPOSITION_MODE_OVERLAY', t.modes.overlay],
    ['COMPOSITION_MODE_BLEND', t.modes.blend],
    ['COMPOSITION_MODE_BEHIND', t.modes.behind],
  ] as const;
  return (
    <>
      <FontField
        label={nameOf('text.font_id', w)}
        path="text.font_id"
        fonts={fonts}
        value={values['text.font_id'] ?? ''}
        values={values}
        error={errors['text.font_id']}
        onChange={(fontId) => onChange({ 'text.font_id': fontId })}
      />
      <MaterialField
        value={values['text.prompt'] ?? ''}
        parameter={parameters.get('text.prompt')}
        error={errors['text.prompt']}
        onChange={(material) => onChange({ 'text.prompt': material })}
      />
      <ChoiceField
        label={t.position}
        paths={['text.position']}
        choices={positions.map(([value, label]) => ({
          value,
          label,
          icon: <PositionIcon position={value} />,
        }))}
        value={shownValue('text.position', positions[0][0])}
        error={errors['text.position']}
        onChange={(position) => onChange({ 'text.position': position })}
      />
      <ChoiceField
        label={t.mode}
        paths={['composition.mode']}
        choices={modes.map(([value, label]) => ({ value, label, icon: <ModeIcon mode={value} /> }))}
        value={shownValue('composition.mode', modes[0][0])}
        help={parameters.get('composition.mode')?.description?.[language] ?? ''}
        error={errors['composition.mode']}
        onChange={(mode) => onChange({ 'composition.mode': mode })}
      />
      <FormatField {...props} />
    </>
  );
}
