import { useRef } from 'react';
import { ModalDialog } from '../controls/modal-dialog.tsx';
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
  const dialog = useRef<HTMLDialogElement>(null);
  return (
    <ModalDialog ref={dialog} className="cutout-leave" title={w.leaveTitle} onEscape={onStay}>
      <p>{w.leaveText}</p>
      <div className="cutout-leave__choices">
        <button className="button button--primary" type="button" onClick={onSave}>
          {w.save}
        </button>
        {keepsDraft && (
          <button className="button" type="button" onClick={onKeep}>
            {w.keep}
          </button>
        )}
        <button className="button button--danger" type="button" onClick={onDiscard}>
          {w.discard}
        </button>
        <button className="button button--quiet" type="button" onClick={onStay}>
          {w.stay}
        </button>
      </div>
    </ModalDialog>
  );
}
