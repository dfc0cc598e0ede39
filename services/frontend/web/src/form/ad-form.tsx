import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import { type FormEvent, useCallback, useState } from 'react';
import { errorSentence } from '../i18n/error-sentence.ts';
import { useLanguage } from '../i18n/language.tsx';
import { checkValues, type FieldErrors, WHOLE_FORM } from './check-values.ts';
import { CopyRoles } from './copy-roles.tsx';
import { fieldErrorsOf } from './field-errors.ts';
import { FineTuning } from './fine-tuning.tsx';
import { LookFields } from './look-fields.tsx';
import { PhotoField } from './photo-field.tsx';
import { TextField } from './text-field.tsx';
import type { Catalogues } from './use-catalogues.ts';
import type { Draft } from './use-draft.ts';
import { usePhoto } from './use-photo.ts';
import { useSubmit } from './use-submit.ts';

interface AdFormProps {
  draft: Draft;
  catalogues: Catalogues;
  onCreated(jobs: Job[]): void;
}

/** Everything that makes an ad, and the one button. */
export function AdForm({ draft, catalogues, onCreated }: AdFormProps) {
  const { t } = useLanguage();
  const { values, change } = draft;
  const { isSettled, fonts, parameters } = catalogues;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `change` writes through React's own setter
  const onImage = useCallback((imageId: string) => change({ imageId }), []);
  const photo = usePhoto(onImage);
  const submit = useSubmit(onCreated);
  const [found, setFound] = useState<FieldErrors>({});
  const errors = { ...fieldErrorsOf(submit.error, t), ...found };
  const isUploading = photo.state.kind === 'uploading';
  const photoError =
    photo.state.kind === 'failed' ? errorSentence(photo.state.error, t) : errors['product.image_id'];

  const edit: Draft['change'] = (changed) => {
    setFound({});
    submit.forgetError();
    change(changed);
  };
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isUploading || submit.isSending) return;
    const wrong = checkValues(values, parameters, t);
    const isWrong = Object.keys(wrong).length > 0 || photo.state.kind === 'failed';
    setFound(isWrong ? { [WHOLE_FORM]: t.reasons.INVALID_REQUEST, ...wrong } : {});
    if (isWrong) focusFirstInvalid(event.currentTarget);
    else submit.send(values);
  };

  return (
    <form
      className={isSettled ? 'panel ad-form' : 'panel ad-form ad-form--waiting'}
      noValidate
      onSubmit={send}
    >
      <div className="ad-form__fields">
        <PhotoField photo={photo} imageId={values.imageId} error={photoError} />
        <TextField
          label={t.scene}
          name="prompt"
          rows={3}
          value={values.prompt}
          placeholder={t.scenePlaceholder}
          parameter={parameters.get('background.prompt')}
          error={errors['background.prompt']}
          onChange={(prompt) => edit({ prompt })}
        />
        <TextField
          label={t.copy}
          name="copy"
          rows={2}
          value={values.copy}
          placeholder={t.copyPlaceholder}
          parameter={parameters.get('text.content')}
          error={errors['text.content']}
          onChange={(copy) => edit({ copy })}
        />
        <CopyRoles values={values} parameters={parameters} errors={errors} onChange={edit} />
        <LookFields values={values} fonts={fonts} parameters={parameters} errors={errors} onChange={edit} />
        <FineTuning values={values} parameters={parameters} errors={errors} onChange={edit} />
      </div>
      <div className="ad-form__submit">
        <p className="ad-form__error" role="alert">
          {errors[WHOLE_FORM]}
        </p>
        <button
          className="button button--primary"
          type="submit"
          aria-disabled={isUploading || submit.isSending}
        >
          {submit.isSending ? t.sending : isUploading ? t.waitingForPhoto : t.makeAd}
        </button>
      </div>
    </form>
  );
}

/** Once the errors are on the page. */
function focusFirstInvalid(form: HTMLFormElement): void {
  requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
}
