import { useEffect, useRef } from 'react';
import { useLanguage } from '../i18n/language.tsx';
import { useWords } from '../i18n/words.ts';
import { ROLES } from './check-values.ts';
import { useEditing } from './editing.ts';
import type { FieldsProps } from './fields-props.ts';
import { nameOf } from './parameter-names.ts';
import { TextField } from './text-field.tsx';
import { WORDS } from './words.ts';

/** The examples in the fields. */
const PLACEHOLDERS = {
  'text.subline': 'subline',
  'text.price': 'price',
  'text.old_price': 'oldPrice',
  'text.badge': 'badge',
  'text.call_to_action': 'callToAction',
} as const;

/** What else an ad says, folded away until it is used: subline, prices, badge, call to action. */
export function CopyRoles({ values, parameters, errors, onChange }: FieldsProps) {
  const { t } = useLanguage();
  const w = useWords(WORDS);
  const editing = useEditing();
  const isOpen = ROLES.some((role) => errors[role] || values[role] || editing?.changed.includes(role));
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (isOpen && details.current !== null) details.current.open = true;
  }, [isOpen]);
  return (
    <details className="fine-tuning" ref={details}>
      <summary className="fine-tuning__title">{t.copyRoles}</summary>
      {ROLES.map((role) => (
        <TextField
          key={role}
          label={nameOf(role, w)}
          path={role}
          name={role}
          rows={1}
          value={values[role] ?? ''}
          placeholder={t.roles[PLACEHOLDERS[role]]}
          parameter={parameters.get(role)}
          error={errors[role]}
          onChange={(value) => onChange({ [role]: value })}
        />
      ))}
    </details>
  );
}
