import { toNanococoaError } from '@nanococoa/client';
import { useState } from 'react';
import { useClient } from '../app/mesh.tsx';
import { useRunning } from '../app/use-running.ts';
import { errorSentence } from '../i18n/error-sentence.ts';
import { useLanguage } from '../i18n/language.tsx';
import { saveBlob } from './save-blob.ts';

/** The way of one picture to the browser's downloads. */
export interface Save {
  isSaving: boolean;
  /** Why the last one could not be saved, a sentence; empty: nothing is wrong. */
  problem: string;
  /** Saves a picture as it is stored; the one before, if it is still on its way, is given up. */
  save(imageId: string, fileName: string): void;
}

/** Saves pictures as files, one at a time. */
export function useSave(): Save {
  const { t } = useLanguage();
  const client = useClient();
  const [isSaving, setIsSaving] = useState(false);
  const [problem, setProblem] = useState('');
  const running = useRunning();
  const save = (imageId: string, fileName: string): void => {
    const signal = running.begin();
    setIsSaving(true);
    setProblem('');
    client
      .download(imageId, { signal })
      .then((blob) => saveBlob(blob, fileName))
      .catch((error: unknown) => {
        if (!signal.aborted) setProblem(errorSentence(toNanococoaError(error), t));
      })
      .finally(() => !signal.aborted && setIsSaving(false));
  };
  return { isSaving, problem, save };
}
