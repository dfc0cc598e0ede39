import { type NanococoaError, toNanococoaError } from '@nanococoa/client';
import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useClient, useJobStore } from '../app/mesh.tsx';
import { errorSentence } from '../i18n/error-sentence.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useWords } from '../i18n/words.ts';
import { isFinished } from '../job/job-view.ts';
import { deleteJobs } from './delete-jobs.ts';
import './delete-dialog.css';
import { WORDS } from './words.ts';

interface DeleteDialogProps {
  jobs: readonly Job[];
  /** Says which ones they are. */
  children?: ReactNode;
  onClose(): void;
  onDeleted(): void;
}

/** Asks before ads are deleted, and says what goes. */
export function DeleteDialog({ jobs, children, onClose, onDeleted }: DeleteDialogProps) {
  const { t } = useLanguage();
  const w = useWords(WORDS);
  const client = useClient();
  const store = useJobStore();
  const dialog = useRef<HTMLDialogElement>(null);
  const running = useRef<AbortController>(undefined);
  const [isDeleting, setIsDeleting] = useState(false);
  const [error, setError] = useState<NanococoaError>();
  useEffect(() => {
    dialog.current?.showModal();
    return () => running.current?.abort();
  }, []);
  const remove = () => {
    if (isDeleting) return;
    const abort = new AbortController();
    running.current = abort;
    setIsDeleting(true);
    setError(undefined);
    deleteJobs(jobs, { client, store, signal: abort.signal })
      .then(() => !abort.signal.aborted && onDeleted())
      .catch((refusal: unknown) => {
        if (abort.signal.aborted) return;
        setError(toNanococoaError(refusal));
        setIsDeleting(false);
      });
  };
  return (
    <dialog ref={dialog} className="ask" aria-labelledby="ask-title" onClose={onClose}>
      <h2 className="ask__title" id="ask-title">
        {w.deleteTitle(jobs.length)}
      </h2>
      {children}
      <p>{jobs.length === 1 ? w.deleteWords : w.deleteManyWords}</p>
      {jobs.some((job) => !isFinished(job)) && <p>{w.deleteRunning}</p>}
      {error && (
        <p className="notice notice--error" role="alert">
          {errorSentence(error, t)}
        </p>
      )}
      <div className="ask__actions">
        <button className="button" type="button" onClick={() => dialog.current?.close()}>
          {w.keep}
        </button>
        <button
          className="button button--dangerous"
          type="button"
          aria-disabled={isDeleting}
          onClick={remove}
        >
          {isDeleting ? w.deleting : w.deleteNow}
        </button>
      </div>
    </dialog>
  );
}
