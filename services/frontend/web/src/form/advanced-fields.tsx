import type { Parameter } from '@nanococoa/proto/common/v1/catalog.ts';
import { useWords } from '../i18n/words.ts';
import { groupsOf } from './advanced-parameters.ts';
import type { FieldsProps } from './fields-props.ts';
import { ParameterField } from './parameter-field.tsx';
import { WORDS } from './words.ts';

interface AdvancedFieldsProps extends FieldsProps {
  /** The parameters to show, in their order. */
  advanced: readonly Parameter[];
}

/** A field for every parameter that ListParameters tells of and that has none of its own, in groups as in AdSpec. */
export default function AdvancedFields({ values, advanced, fonts, errors, onChange }: AdvancedFieldsProps) {
  const w = useWords(WORDS);
  return [...groupsOf(advanced)].map(([group, members]) => (
    <fieldset key={group} className="fine-tuning__group">
      <legend className="fine-tuning__legend">{w.groups[group === '' ? 'other' : group] ?? group}</legend>
      {members.map((parameter) => (
        <ParameterField
          key={parameter.name}
          parameter={parameter}
          fonts={fonts}
          value={values[parameter.name] ?? ''}
          values={values}
          error={errors[parameter.name]}
          onChange={(value) => onChange({ [parameter.name]: value })}
        />
      ))}
    </fieldset>
  ));
}
