import { toNanococoaError } from '@nanococoa/client';
import type { Image } from '@nanococoa/proto/common/v1/image.ts';
import { useEffect, useRef, useState } from 'react';
import { useClient } from '../app/mesh.tsx';
import { errorSentence } from '../i18n/error-sentence.ts';
import { useLanguage } from '../i18n/language.tsx';
import { saveBlob } from '../job/save-blob.ts';

/** Saves an ad's picture as a file, as it is stored. */
export function useSave(name: string) {
  const { t } = useLanguage();
  const client = useClient();
  const [isSaving, setIsSaving] = useState(false);
  /** Why the last one could not be saved, a sentence. */
  const [problem, setProblem] = useState('');
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const save = ({ id, mediaType }: Image): void => {
    if (isSaving) return;
    const abort = new AbortController();
    running.current = abort;
    setIsSaving(true);
    setProblem('');
    client
      .download(id, { signal: abort.signal })
      .then((blob) => saveBlob(blob, `${name}.${mediaType.replace('image/', '').replace('jpeg', 'jpg')}`))
      .catch((error: unknown) => {
        if (!abort.signal.aborted) setProblem(errorSentence(toNanococoaError(error), t));
      })
      .finally(() => !abort.signal.aborted && setIsSaving(false));
  };
  return { isSaving, problem, save };
}
