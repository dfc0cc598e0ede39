import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { useWords } from '../i18n/words.ts';
import { WORDS } from './words.ts';

/**
 * Takes a picture that is dropped anywhere on the page or pasted, and says so while one hovers. What another part of the
 * page has taken for itself (it called preventDefault) is left to it.
 */
export function PhotoDrop({ take }: { take(file: File): void }) {
  const w = useWords(WORDS);
  const [isOver, setIsOver] = useState(false);
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files')) return setIsOver(false);
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      setIsOver(true);
    };
    // A move within the page leaves one element for another; out of the page, it leaves for nothing.
    const leave = (event: DragEvent) => event.relatedTarget === null && setIsOver(false);
    const drop = (event: DragEvent) => {
      setIsOver(false);
      const [file] = event.dataTransfer?.files ?? [];
      if (event.defaultPrevented || file === undefined) return;
      event.preventDefault();
      take(file);
    };
    const paste = (event: ClipboardEvent) => {
      const file = [...(event.clipboardData?.files ?? [])].find(({ type }) => type.startsWith('image/'));
      if (event.defaultPrevented || file === undefined) return;
      event.preventDefault();
      take(file);
    };
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    window.addEventListener('paste', paste);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
      window.removeEventListener('paste', paste);
    };
  }, [take]);
  if (!isOver) return null;
  return createPortal(
    <div className="drop-anywhere" aria-hidden="true">
      <p className="drop-anywhere__words">{w.dropAnywhere}</p>
    </div>,
    document.body,
  );
}
