import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import { type ReactNode, useRef, useState } from 'react';
import { useClient, useJobStore } from '../app/mesh.tsx';
import { useRunning } from '../app/use-running.ts';
import { ModalDialog } from '../controls/modal-dialog.tsx';
import { errorSentence } from '../i18n/error-sentence.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useWords } from '../i18n/words.ts';
import { isFinished } from '../job/job-view.ts';
import { jobTitle } from '../job/job-words.ts';
import { deleteJobs, type NotDeleted } from './delete-jobs.ts';
import { WORDS } from './words.ts';

/** What is deleted together, by one name. */
export interface Deletable {
  id: string;
  name: string;
  jobs: readonly Job[];
}

interface DeleteDialogProps {
  /** At least one. */
  ads: readonly Deletable[];
  /** What else is to be said of them. */
  children?: ReactNode;
  /** Before the first goes: whoever shows one of them shows something else. */
  onStart?(): void;
  /** All of them are gone. */
  onDeleted?(): void;
  onClose(): void;
}

/** So many are named. */
const MAX_NAMED = 5;

/** Asks whether to delete ads: the server has no way back. */
export default function DeleteDialog({ ads, children, onStart, onDeleted, onClose }: DeleteDialogProps) {
  const { t } = useLanguage();
  const w = useWords(WORDS);
  const client = useClient();
  const store = useJobStore();
  const dialog = useRef<HTMLDialogElement>(null);
  const running = useRunning();
  /** As they were when it was asked: they go one by one. */
  const [asked] = useState(ads);
  const [done, setDone] = useState<number>();
  const [left, setLeft] = useState<readonly NotDeleted[]>([]);

  const jobs = asked.flatMap((ad) => ad.jobs);
  const runningCount = jobs.filter((job) => !isFinished(job)).length;
  const isDeleting = done !== undefined && left.length === 0;
  const remove = (): void => {
    const signal = running.begin();
    setDone(0);
    onStart?.();
    deleteJobs(jobs, { client, store, signal, onDeleted: () => setDone((count = 0) => count + 1) })
      .then((notDeleted) => {
        if (notDeleted.length > 0) return setLeft(notDeleted);
        dialog.current?.close();
        onDeleted?.();
      })
      // The page goes away.
      .catch(() => {});
  };

  return (
    <ModalDialog ref={dialog} title={w.ask(asked.length)} onClose={onClose}>
      <ul className="dialog__list">
        {asked.slice(0, MAX_NAMED).map(({ id, name }) => (
          <li key={id}>{name}</li>
        ))}
        {asked.length > MAX_NAMED && <li>{w.andMore(asked.length - MAX_NAMED)}</li>}
      </ul>
      {children}
      <p>{w.whatGoes(asked.length)}</p>
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
    </ModalDialog>
  );
}
