import { Status } from '@nanococoa/client';
import { useLanguage } from '../i18n/language.tsx';
import type { Messages } from '../i18n/messages.ts';
import type { Photo, PhotoState } from './use-photo.ts';

/** What is happening with the photo: where to drop it, how far its upload is, what it is called. */
export function PhotoStatus({ photo, hasPhoto }: { photo: Photo; hasPhoto: boolean }) {
  const { t } = useLanguage();
  const { state } = photo;
  if (state.kind === 'uploading') {
    return (
      <div className="photo__status">
        <p className="photo__name">{state.file.name}</p>
        <progress
          className="bar"
          aria-label={t.product}
          max={Math.max(1, state.file.size)}
          value={state.isReading ? 0 : state.sentBytes}
        />
        <p className="photo__hint">{phaseOf(state, t)}</p>
      </div>
    );
  }
  return (
    <div className="photo__status">
      <p className="photo__name">
        {state.kind === 'none' ? (hasPhoto ? t.photoPreview : t.dropPhoto) : state.file.name}
      </p>
      <p className="photo__hint" role="status">
        {hasPhoto
          ? t.photoReady
          : state.kind === 'failed'
            ? t.photoKinds
            : `${t.dropPhotoHint} ${t.photoKinds}`}
      </p>
      {state.kind === 'failed' && state.error.code !== Status.INVALID_ARGUMENT && (
        <button className="button button--link" type="button" onClick={() => photo.take(state.file)}>
          {t.retryUpload}
        </button>
      )}
    </div>
  );
}

function phaseOf(state: Extract<PhotoState, { kind: 'uploading' }>, t: Messages): string {
  if (state.isReading) return t.preparingPhoto;
  if (state.sentBytes >= state.file.size) return t.checkingPhoto;
  return t.uploadingPhoto(Math.floor((100 * state.sentBytes) / state.file.size));
}
