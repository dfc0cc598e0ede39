import { useEffect, useState } from 'react';
import { EMPTY_VALUES, type FormValues } from './form-values.ts';

/** The form's values; they survive a reload. */
export interface Draft {
  values: FormValues;
  change(change: Partial<FormValues>): void;
}

const KEY = 'nanococoa.draft';

/** Keeps what stands in the form in this tab's sessionStorage. */
export function useDraft(): Draft {
  const [values, setValues] = useState<FormValues>(readDraft);
  useEffect(() => sessionStorage.setItem(KEY, JSON.stringify(values)), [values]);
  return { values, change: (change) => setValues((before) => ({ ...before, ...change })) };
}

/** Takes only what an earlier version of the page wrote with the same meaning. */
function readDraft(): FormValues {
  const stored: Record<string, unknown> = JSON.parse(sessionStorage.getItem(KEY) ?? '{}');
  const known = Object.entries(EMPTY_VALUES).map(([name, empty]) => {
    const value = stored[name];
    return [name, typeof value === typeof empty ? value : empty];
  });
  return Object.fromEntries(known);
}
