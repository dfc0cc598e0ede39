import { useId, useRef } from 'react';
import { useLanguage } from '../i18n/language.tsx';
import { JobImage } from '../job/job-image.tsx';
import { THUMBNAIL_WIDTH } from '../job/use-image.ts';
import { FieldMark } from './field-mark.tsx';
import { PhotoDrop } from './photo-drop.tsx';
import { PhotoStatus } from './photo-status.tsx';
import { PHOTO_PATH } from './photo-store.ts';
import { loadSamplePhoto } from './sample-photo.ts';
import type { Photo } from './use-photo.ts';

interface PhotoFieldProps {
  photo: Photo;
  /** The photo that the server has; shown from there after a reload. Empty: none. */
  imageId: string;
  error?: string;
}

const ACCEPT = 'image/png,image/jpeg,image/webp,image/avif';

/** Drop, paste or pick the product photo; its upload; the sample. */
export function PhotoField({ photo, imageId, error }: PhotoFieldProps) {
  const { t } = useLanguage();
  const id = useId();
  const picker = useRef<HTMLInputElement>(null);
  const { take } = photo;
  const takeSample = () => {
    // Part of the page itself: if it is missing, so is the page.
    loadSamplePhoto().then(take, () => {});
  };
  const previewUrl = 'previewUrl' in photo.state ? photo.state.previewUrl : undefined;
  const hasPhoto = previewUrl !== undefined || imageId !== '';

  return (
    <section className="field photo" aria-labelledby={`${id}-label`}>
      <div className="field__head">
        <h3 className="field__label" id={`${id}-label`}>
          {t.product}
        </h3>
        <FieldMark label={t.product} paths={[PHOTO_PATH]} />
      </div>
      <div className={`photo__drop${hasPhoto ? ' photo__drop--filled' : ''}`}>
        <div className="photo__preview">
          {!hasPhoto && <PhotoIcon />}
          {previewUrl !== undefined ? (
            <img key={previewUrl} className="photo__image" src={previewUrl} alt={t.photoPreview} />
          ) : (
            imageId !== '' && (
              <JobImage
                imageId={imageId}
                width={THUMBNAIL_WIDTH}
                alt={t.photoPreview}
                className="photo__image"
              />
            )
          )}
        </div>
        <div className="photo__side">
          <PhotoStatus photo={photo} hasPhoto={hasPhoto} />
          <div className="photo__actions">
            <button className="button" type="button" onClick={() => picker.current?.click()}>
              {hasPhoto ? t.replacePhoto : t.choosePhoto}
            </button>
            {hasPhoto ? (
              <button className="button button--quiet" type="button" onClick={photo.clear}>
                {photo.state.kind === 'uploading' ? t.cancelUpload : t.removePhoto}
              </button>
            ) : (
              <button className="button button--quiet" type="button" onClick={takeSample}>
                {t.useSample}
              </button>
            )}
          </div>
        </div>
        <input
          ref={picker}
          className="visually-hidden"
          type="file"
          name="photo"
          accept={ACCEPT}
          tabIndex={-1}
          aria-label={t.choosePhoto}
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            if (file !== undefined) take(file);
            // The same file may be chosen again after an error.
            event.target.value = '';
          }}
        />
      </div>
      <p className="field__error" role="alert">
        {error}
      </p>
      <PhotoDrop take={take} />
    </section>
  );
}

function PhotoIcon() {
  return (
    <svg className="photo__icon" viewBox="0 0 48 48" aria-hidden="true">
      <rect className="icon__line" x="7" y="10" width="34" height="28" rx="4" />
      <circle className="icon__line" cx="17" cy="19" r="3" />
      <path className="icon__line" d="m8 35 10-9 7 6 7-8 9 9" />
    </svg>
  );
}
