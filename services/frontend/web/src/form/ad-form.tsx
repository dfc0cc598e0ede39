import { type FormEvent, useMemo, useState } from 'react';
import { useDraftStore } from '../app/mesh.tsx';
import { errorSentence } from '../i18n/error-sentence.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useWords } from '../i18n/words.ts';
import { changedPaths, stepsMadeAnew } from './changes.ts';
import { checkValues, type FieldErrors, WHOLE_FORM } from './check-values.ts';
import { CopyRoles } from './copy-roles.tsx';
import { NEW_AD } from './draft-store.ts';
import { EditingContext } from './editing.ts';
import { fieldErrorsOf } from './field-errors.ts';
import { FineTuning } from './fine-tuning.tsx';
import { FormFoot } from './form-foot.tsx';
import { FormHead } from './form-head.tsx';
import { LookFields } from './look-fields.tsx';
import { PhotoField } from './photo-field.tsx';
import { PHOTO_PATH } from './photo-store.ts';
import { TextField } from './text-field.tsx';
import type { Catalogues } from './use-catalogues.ts';
import { useDraft } from './use-draft.ts';
import { usePhoto } from './use-photo.ts';
import { useSubmit } from './use-submit.ts';
import { useTarget } from './use-target.ts';
import { type Values, valuesOf } from './values.ts';
import { WORDS } from './words.ts';

interface AdFormProps {
  /** The ad that is open; undefined: a new one is made. */
  jobId: string | undefined;
  catalogues: Catalogues;
}

/** Everything that makes an ad, and the one button: for a new ad, and for a new version of the open one. */
export function AdForm({ jobId, catalogues }: AdFormProps) {
  const { t } = useLanguage();
  const w = useWords(WORDS);
  const { fonts, parameters } = catalogues;
  const { job, isLoading } = useTarget(jobId);
  const key = job?.id ?? NEW_AD;
  const drafts = useDraftStore();
  const draft = useDraft(key);
  const photo = usePhoto(key);
  const [count, setCount] = useState(1);
  // Several are asked for each time anew.
  const submit = useSubmit(() => setCount(1));
  const [found, setFound] = useState<{ key: string; errors: FieldErrors }>();

  const spec = job?.spec;
  const ad = useMemo(() => valuesOf(spec), [spec]);
  const values: Values = useMemo(() => ({ ...ad, ...draft }), [ad, draft]);
  const changed = useMemo(
    () => (spec === undefined ? [] : changedPaths(ad, draft, parameters)),
    [spec, ad, draft, parameters],
  );
  const isUploading = photo.state.kind === 'uploading';
  const isIdle = isUploading || submit.isSending || isLoading;
  const errors: FieldErrors = {
    ...fieldErrorsOf(submit.error, t, w),
    ...(found?.key === key ? found.errors : undefined),
  };
  const photoError = photo.state.kind === 'failed' ? errorSentence(photo.state.error, t) : errors[PHOTO_PATH];

  const forgetErrors = () => {
    setFound(undefined);
    submit.forgetError();
  };
  const change = (edited: Values) => {
    forgetErrors();
    drafts.change(key, edited);
  };
  const undo = (paths?: readonly string[]) => {
    forgetErrors();
    if (paths === undefined || paths.includes(PHOTO_PATH)) photo.forget();
    drafts.undo(key, paths);
  };
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isIdle) return;
    const wrong = checkValues(values, parameters, t);
    const isWrong = Object.keys(wrong).length > 0 || photo.state.kind === 'failed';
    setFound(
      isWrong ? { key, errors: { [WHOLE_FORM]: t.reasons.INVALID_REQUEST ?? '', ...wrong } } : undefined,
    );
    if (isWrong) focusFirstInvalid(event.currentTarget);
    else submit.send({ job, values, changed, count });
  };
  const isSettled = catalogues.isSettled && (job !== undefined || !isLoading);
  const fields = { values, parameters, fonts, errors, onChange: change };

  return (
    <form
      className={isSettled ? 'panel ad-form' : 'panel ad-form ad-form--waiting'}
      noValidate
      onSubmit={send}
    >
      <FormHead job={job} />
      <EditingContext value={job === undefined ? undefined : { changed, undo }}>
        <div key={key} className="ad-form__fields">
          <PhotoField photo={photo} imageId={values[PHOTO_PATH] ?? ''} error={photoError} />
          <TextField
            label={t.scene}
            path="background.prompt"
            name="prompt"
            rows={3}
            value={values['background.prompt'] ?? ''}
            placeholder={t.scenePlaceholder}
            parameter={parameters.get('background.prompt')}
            error={errors['background.prompt']}
            onChange={(prompt) => change({ 'background.prompt': prompt })}
          />
          <TextField
            label={t.copy}
            path="text.content"
            name="copy"
            rows={2}
            value={values['text.content'] ?? ''}
            placeholder={t.copyPlaceholder}
            parameter={parameters.get('text.content')}
            error={errors['text.content']}
            onChange={(copy) => change({ 'text.content': copy })}
          />
          <CopyRoles {...fields} />
          <LookFields {...fields} />
          <FineTuning {...fields} />
        </div>
      </EditingContext>
      <FormFoot
        isEdit={job !== undefined}
        hasChanges={changed.length > 0}
        steps={stepsMadeAnew(changed, parameters)}
        count={count}
        error={errors[WHOLE_FORM]}
        isUploading={isUploading}
        isSending={submit.isSending}
        isIdle={isIdle}
        onCountChange={setCount}
        onDiscard={() => undo()}
      />
    </form>
  );
}

/** Once the errors are on the page. */
function focusFirstInvalid(form: HTMLFormElement): void {
  requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
}
