import { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import type { Parameter } from '@nanococoa/proto/common/v1/catalog.ts';
import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { lengthOf, WHOLE_FORM } from '../form/check-values.ts';
import { fieldErrorsOf } from '../form/field-errors.ts';
import { TextField } from '../form/text-field.tsx';
import { useLanguage } from '../i18n/language.tsx';
import { useRerun } from './use-rerun.ts';

const COPY = 'text.content';

interface CopyChangeProps {
  /** A finished job with a background. */
  job: Job;
  /** The copy's length and meaning; undefined while they are being read. */
  parameter: Parameter | undefined;
  onClose(): void;
}

/** Another copy for the same picture: only the letters and what follows them are made anew. */
export function CopyChange({ job, parameter, onClose }: CopyChangeProps) {
  const { t } = useLanguage();
  const { isSending, error, send: rerun, forgetError } = useRerun(job);
  const before = job.spec?.text?.content ?? '';
  const [copy, setCopy] = useState(before);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector('textarea')?.focus(), []);

  const allowed = parameter?.maxLength ?? Number.POSITIVE_INFINITY;
  const used = lengthOf(copy);
  const errors = fieldErrorsOf(error, t);
  const problem = used > allowed ? t.tooLong(used, allowed) : (errors[COPY] ?? errors[WHOLE_FORM]);
  const isIdle = copy.trim() === before.trim() || used > allowed || isSending;
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (isIdle) return;
    rerun({ paths: [COPY], spec: AdSpec.fromPartial({ text: { content: copy } }) });
  };

  return (
    <form
      ref={form}
      className="copy-change"
      noValidate
      onSubmit={send}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <TextField
        label={t.newCopy}
        name="new-copy"
        rows={2}
        value={copy}
        placeholder={t.copyPlaceholder}
        parameter={parameter}
        help={t.newCopyHint}
        error={problem}
        onChange={(changed) => {
          forgetError();
          setCopy(changed);
        }}
      />
      <div className="copy-change__actions">
        <button className="button" type="button" onClick={onClose}>
          {t.close}
        </button>
        <button className="button button--primary" type="submit" aria-disabled={isIdle}>
          {isSending ? t.sending : t.makeAgain}
        </button>
      </div>
    </form>
  );
}
