import { CompositionMode, TextPosition } from '@nanococoa/proto/common/v1/ad_spec.ts';
import type { Font } from '@nanococoa/proto/common/v1/catalog.ts';
import { useLanguage } from '../i18n/language.tsx';
import { ChoiceField } from './choice-field.tsx';
import { FormatIcon, ModeIcon, PositionIcon } from './choice-icons.tsx';
import type { FieldsProps } from './fine-tuning.tsx';
import { FontField } from './font-field.tsx';
import { FORMATS } from './formats.ts';
import { TextField } from './text-field.tsx';

/** How the ad looks: letters, their place, and the format. */
export function LookFields({ values, fonts, parameters, errors, onChange }: FieldsProps & { fonts: Font[] }) {
  const { language, t } = useLanguage();
  const positions = [
    { value: TextPosition.TOP, label: t.positions.top },
    { value: TextPosition.CENTER, label: t.positions.center },
    { value: TextPosition.BOTTOM, label: t.positions.bottom },
    { value: TextPosition.AUTO, label: t.positions.auto },
  ];
  const modes = [
    { value: CompositionMode.OVERLAY, label: t.modes.overlay },
    { value: CompositionMode.BLEND, label: t.modes.blend },
    { value: CompositionMode.BEHIND, label: t.modes.behind },
  ];
  return (
    <>
      <FontField
        fonts={fonts}
        value={values.fontId}
        error={errors['text.font_id']}
        onChange={(fontId) => onChange({ fontId })}
      />
      <TextField
        label={t.material}
        name="material"
        rows={1}
        value={values.material}
        placeholder={t.materialPlaceholder}
        parameter={parameters.get('text.prompt')}
        error={errors['text.prompt']}
        onChange={(material) => onChange({ material })}
      />
      <ChoiceField
        label={t.position}
        name="position"
        choices={positions.map((choice) => ({ ...choice, icon: <PositionIcon position={choice.value} /> }))}
        value={values.position}
        error={errors['text.position']}
        onChange={(position) => onChange({ position })}
      />
      <ChoiceField
        label={t.mode}
        name="mode"
        choices={modes.map((choice) => ({ ...choice, icon: <ModeIcon mode={choice.value} /> }))}
        value={values.mode}
        help={parameters.get('composition.mode')?.description?.[language] ?? ''}
        error={errors['composition.mode']}
        onChange={(mode) => onChange({ mode })}
      />
      <ChoiceField
        label={t.format}
        name="format"
        choices={FORMATS.map((format) => ({
          value: format.id,
          label: format.id,
          icon: <FormatIcon format={format} />,
        }))}
        value={values.format}
        help={sizeOf(values.format)}
        error={errors['output.width']}
        onChange={(format) => onChange({ format })}
      />
    </>
  );
}

function sizeOf(id: string): string | undefined {
  const format = FORMATS.find((known) => known.id === id);
  return format && `${format.width} × ${format.height} px`;
}
