import { type ReactNode, type RefObject, useId, useLayoutEffect } from 'react';
import './modal-dialog.css';

interface ModalDialogProps {
  /** To close it: `ref.current.close()`. */
  ref: RefObject<HTMLDialogElement | null>;
  title: string;
  className?: string;
  children: ReactNode;
  /** It has been closed: by Escape, by a button, by `ref`. */
  onClose?(): void;
  /** What Escape asks for instead of closing it. */
  onEscape?(): void;
}

/** A dialog over the page, open as long as it is there: the browser's own, which keeps the focus and gives it back. */
export function ModalDialog({ ref, title, className, children, onClose, onEscape }: ModalDialogProps) {
  const id = useId();
  useLayoutEffect(() => {
    const shown = ref.current;
    shown?.showModal();
    // Closed before it is gone, so that the focus goes back to where it was.
    return () => shown?.close();
  }, [ref]);
  return (
    <dialog
      ref={ref}
      className={className === undefined ? 'panel dialog' : `panel dialog ${className}`}
      aria-labelledby={id}
      onClose={onClose}
      onCancel={(event) => {
        // Also the cancel of a file chooser or of a dialog inside comes by here.
        if (onEscape === undefined || event.target !== ref.current) return;
        event.preventDefault();
        event.stopPropagation();
        onEscape();
      }}
    >
      <h2 className="dialog__title" id={id}>
        {title}
      </h2>
      {children}
    </dialog>
  );
}
