import { AdSpec } from '@nanococoa/proto/common/v1/ad_spec.ts';
import type { Parameter } from '@nanococoa/proto/common/v1/catalog.ts';
import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useClient } from '../app/mesh.tsx';
import { lengthOf, WHOLE_FORM } from '../form/check-values.ts';
import { fieldErrorsOf } from '../form/field-errors.ts';
import { TextField } from '../form/text-field.tsx';
import { useLanguage } from '../i18n/language.tsx';
import { submitRerun } from './submit-job.ts';
import { useRequest } from './use-request.ts';

const COPY = 'text.content';

interface CopyChangeProps {
  /** A finished job with a background. */
  job: Job;
  /** The copy's length and meaning; undefined while they are being read. */
  parameter: Parameter | undefined;
  onCreated(job: Job): void;
  onClose(): void;
}

/** Another copy for the same picture: only the letters and what follows them are made anew. */
export function CopyChange({ job, parameter, onCreated, onClose }: CopyChangeProps) {
  const { t } = useLanguage();
  const client = useClient();
  const { isSending, error, run, forgetError } = useRequest(onCreated);
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
    const patch = { paths: [COPY], spec: AdSpec.fromPartial({ text: { content: copy } }) };
    run((signal) => submitRerun(client, job.id, patch, sessionStorage, signal));
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
