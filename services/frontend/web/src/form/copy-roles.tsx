import { useEffect, useRef } from 'react';
import { useLanguage } from '../i18n/language.tsx';
import { PARAMETER_OF, ROLES } from './check-values.ts';
import type { FieldsProps } from './fine-tuning.tsx';
import { TextField } from './text-field.tsx';

/** What else an ad says, folded away until it is used: subline, prices, badge, call to action. */
export function CopyRoles({ values, parameters, errors, onChange }: FieldsProps) {
  const { t } = useLanguage();
  const isWrong = ROLES.some((role) => errors[PARAMETER_OF[role]] !== undefined);
  const isUsed = ROLES.some((role) => values[role] !== '');
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if ((isWrong || isUsed) && details.current !== null) details.current.open = true;
  }, [isWrong, isUsed]);
  return (
    <details className="fine-tuning" ref={details}>
      <summary className="fine-tuning__title">{t.copyRoles}</summary>
      {ROLES.map((role) => (
        <TextField
          key={role}
          label={t.roles[role].label}
          name={role}
          rows={1}
          value={values[role]}
          placeholder={t.roles[role].placeholder}
          parameter={parameters.get(PARAMETER_OF[role])}
          error={errors[PARAMETER_OF[role]]}
          onChange={(value) => onChange({ [role]: value })}
        />
      ))}
    </details>
  );
}
