import { useId, useLayoutEffect, useRef } from 'react';
import type { CutoutWords } from './words.ts';

interface LeaveDialogProps {
  w: CutoutWords;
  /** Whether the browser can keep changes for later. */
  keepsDraft: boolean;
  onSave(): void;
  onKeep(): void;
  onDiscard(): void;
  onStay(): void;
}

/** What is to become of changes that are in no ad yet. */
export function LeaveDialog({ w, keepsDraft, onSave, onKeep, onDiscard, onStay }: LeaveDialogProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className="cutout-leave"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      onCancel={(event) => {
        event.preventDefault();
        event.stopPropagation();
        onStay();
      }}
    >
      <h3 id={`${id}-title`}>{w.leaveTitle}</h3>
      <p id={`${id}-text`}>{w.leaveText}</p>
      <div className="cutout-leave__choices">
        <button className="button button--primary" type="button" onClick={onSave}>
          {w.save}
        </button>
        {keepsDraft && (
          <button className="button" type="button" onClick={onKeep}>
            {w.keep}
          </button>
        )}
        <button className="button cutout-leave__discard" type="button" onClick={onDiscard}>
          {w.discard}
        </button>
        <button className="button button--quiet" type="button" onClick={onStay}>
          {w.stay}
        </button>
      </div>
    </dialog>
  );
}
