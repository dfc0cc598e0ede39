import { useEffect, useRef, useState } from 'react';
import { useClient } from '../app/mesh.tsx';
import { errorSentence } from '../i18n/error-sentence.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useWords } from '../i18n/words.ts';
import { isFinished } from '../job/job-view.ts';
import { jobTitle } from '../job/job-words.ts';
import { deleteAds, type NotDeleted } from './delete-ads.ts';
import type { Family } from './group-families.ts';
import { WORDS } from './words.ts';

interface DeleteDialogProps {
  /** What is to be deleted; at least one. */
  families: readonly Family[];
  /** Before the first goes: whoever shows one of them shows something else. */
  onDelete(jobIds: readonly string[]): void;
  onClose(): void;
}

/** So many are named. */
const MAX_NAMED = 5;

/** Asks whether to delete ads: the server has no way back. */
export function DeleteDialog({ families, onDelete, onClose }: DeleteDialogProps) {
  const { t } = useLanguage();
  const w = useWords(WORDS);
  const client = useClient();
  const dialog = useRef<HTMLDialogElement>(null);
  const running = useRef<AbortController>(undefined);
  /** As they were when it was asked: they go one by one. */
  const [asked] = useState(families);
  const [done, setDone] = useState<number>();
  const [left, setLeft] = useState<readonly NotDeleted[]>([]);
  useEffect(() => {
    dialog.current?.showModal();
    return () => running.current?.abort();
  }, []);

  const jobs = asked.flatMap(({ versions }) => versions);
  const runningCount = jobs.filter((job) => !isFinished(job)).length;
  const isDeleting = done !== undefined && left.length === 0;
  const remove = (): void => {
    const abort = new AbortController();
    running.current = abort;
    setDone(0);
    onDelete(jobs.map(({ id }) => id));
    deleteAds(client, jobs, abort.signal, () => setDone((count = 0) => count + 1))
      .then((notDeleted) => (notDeleted.length > 0 ? setLeft(notDeleted) : dialog.current?.close()))
      // The page goes away.
      .catch(() => {});
  };

  return (
    <dialog ref={dialog} className="panel dialog" aria-labelledby="delete-title" onClose={onClose}>
      <h2 className="dialog__title" id="delete-title">
        {w.ask(asked.length)}
      </h2>
      <ul className="dialog__list">
        {asked.slice(0, MAX_NAMED).map(({ id, versions }) => (
          <li key={id}>{w.askVersions(jobTitle(versions[0], t), versions.length)}</li>
        ))}
        {asked.length > MAX_NAMED && <li>{w.andMore(asked.length - MAX_NAMED)}</li>}
      </ul>
      <p>{w.whatGoes}</p>
      {runningCount > 0 && <p className="dialog__warning">{w.isRunning(runningCount)}</p>}
      <p className="dialog__status" role="status">
        {isDeleting ? w.deleting(done, jobs.length) : '\u00a0'}
      </p>
      {left.length > 0 && (
        <ul className="notice notice--error" role="alert">
          {left.map(({ job, error }) => (
            <li key={job.id}>{w.notDeleted(jobTitle(job, t), errorSentence(error, t))}</li>
          ))}
        </ul>
      )}
      <form method="dialog" className="dialog__actions">
        <button className="button" type="submit">
          {left.length > 0 ? t.close : w.keep}
        </button>
        {left.length === 0 && (
          <button
            className="button button--danger"
            type="button"
            aria-disabled={isDeleting}
            onClick={isDeleting ? undefined : remove}
          >
            {runningCount > 0 ? w.stopAndDelete : w.delete}
          </button>
        )}
      </form>
    </dialog>
  );
}
