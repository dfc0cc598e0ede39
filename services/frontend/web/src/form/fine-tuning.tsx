import { useEffect, useMemo, useRef, useState } from 'react';
import { lazyPart } from '../app/lazy-part.tsx';
import { useLanguage } from '../i18n/language.tsx';
import { useWords } from '../i18n/words.ts';
import { advancedParameters } from './advanced-parameters.ts';
import { useEditing } from './editing.ts';
import type { FieldsProps } from './fields-props.ts';
import { WORDS } from './words.ts';

const AdvancedFields = lazyPart(() => import('./advanced-fields.tsx'), <Waiting />);

/** Everything else that can be set, folded away: the defaults are good. Opens by itself when something in it is wrong or changed. */
export function FineTuning(props: FieldsProps) {
  const { t } = useLanguage();
  const editing = useEditing();
  const details = useRef<HTMLDetailsElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const parameters = useMemo(() => advancedParameters(props.parameters), [props.parameters]);
  const needsLook = parameters.some(
    ({ name }) => props.errors[name] !== undefined || editing?.changed.includes(name),
  );
  useEffect(() => {
    if (needsLook && details.current !== null) details.current.open = true;
  }, [needsLook]);
  return (
    <details className="fine-tuning" ref={details} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary className="fine-tuning__title">{t.fineTuning}</summary>
      {isOpen && parameters.length > 0 && <AdvancedFields {...props} advanced={parameters} />}
    </details>
  );
}

function Waiting() {
  return <p className="field__help">{useWords(WORDS).advancedLoading}</p>;
}
