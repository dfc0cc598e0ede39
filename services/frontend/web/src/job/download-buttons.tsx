import { toNanococoaError } from '@nanococoa/client';
import type { Image } from '@nanococoa/proto/common/v1/image.ts';
import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import { useEffect, useRef, useState } from 'react';
import { useClient } from '../app/mesh.tsx';
import { errorSentence } from '../i18n/error-sentence.ts';
import { useLanguage } from '../i18n/language.tsx';
import { saveBlob } from './save-blob.ts';

const FILE_TYPES = [
  { name: 'PNG', extension: 'png', mediaType: 'image/png' },
  { name: 'JPEG', extension: 'jpg', mediaType: 'image/jpeg' },
  { name: 'WebP', extension: 'webp', mediaType: 'image/webp' },
] as const;

/** The ad as a file, in three types; the server makes those that it is not stored as. */
export function DownloadButtons({ job, result }: { job: Job; result: Image }) {
  const { t } = useLanguage();
  const client = useClient();
  const [busy, setBusy] = useState<string>();
  const [problem, setProblem] = useState('');
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  const download = async ({ mediaType, extension }: (typeof FILE_TYPES)[number]) => {
    running.current?.abort();
    const abort = new AbortController();
    running.current = abort;
    setBusy(mediaType);
    setProblem('');
    const rendition = mediaType === result.mediaType ? undefined : { mediaType };
    try {
      const blob = await client.download(result.id, { signal: abort.signal, rendition });
      saveBlob(blob, `nanococoa-${job.id.toLowerCase()}.${extension}`);
    } catch (error) {
      if (!abort.signal.aborted) setProblem(errorSentence(toNanococoaError(error), t));
    }
    if (running.current === abort) setBusy(undefined);
  };

  return (
    <fieldset className="downloads">
      <legend className="visually-hidden">{t.download}</legend>
      {FILE_TYPES.map((type, index) => (
        <button
          key={type.name}
          className={index === 0 ? 'button button--primary' : 'button'}
          type="button"
          aria-label={`${t.download}: ${type.name}`}
          aria-busy={busy === type.mediaType}
          onClick={() => void download(type)}
        >
          <span aria-hidden="true">↓</span> {type.name}
        </button>
      ))}
      <p className="downloads__problem" role="alert">
        {problem}
      </p>
    </fieldset>
  );
}
