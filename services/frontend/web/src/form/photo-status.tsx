import { Status } from '@nanococoa/client';
import { numberFormat } from '../i18n/formats.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useWords } from '../i18n/words.ts';
import type { PhotoState } from './photo-store.ts';
import type { Photo } from './use-photo.ts';
import { WORDS } from './words.ts';

/** What is happening with the photo: where to drop it, how far its upload is, what it is called. */
export function PhotoStatus({ photo, hasPhoto }: { photo: Photo; hasPhoto: boolean }) {
  const { t } = useLanguage();
  const { state } = photo;
  if (state.kind === 'uploading') return <UploadStatus state={state} />;
  return (
    <div className="photo__status">
      <p className="photo__name">
        {state.kind === 'none' ? (hasPhoto ? t.photoPreview : t.dropPhoto) : state.file.name}
      </p>
      <p className="photo__hint" role="status">
        {state.kind === 'failed'
          ? t.photoKinds
          : hasPhoto
            ? t.photoReady
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

function UploadStatus({ state }: { state: Extract<PhotoState, { kind: 'uploading' }> }) {
  const { language, t } = useLanguage();
  const w = useWords(WORDS);
  const { file, sentBytes, isReading } = state;
  const phase = isReading
    ? t.preparingPhoto
    : sentBytes >= file.size
      ? t.checkingPhoto
      : t.uploadingPhoto(Math.floor((100 * sentBytes) / file.size));
  const amount = w.sent(megabytes(isReading ? 0 : sentBytes, language), megabytes(file.size, language));
  return (
    <div className="photo__status">
      <p className="photo__name">{file.name}</p>
      <progress
        className="bar"
        aria-label={t.product}
        max={Math.max(1, file.size)}
        value={isReading ? 0 : sentBytes}
      />
      <p className="photo__hint">
        {phase}
        <span className="photo__amount">{amount}</span>
      </p>
    </div>
  );
}

/** With one decimal: something moves at each piece. */
function megabytes(bytes: number, language: string): string {
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  return `${numberFormat(language, digits).format(bytes / 1024 ** 2)} MB`;
}
