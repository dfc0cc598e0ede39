import type { Font, FontRecommendation } from '@nanococoa/proto/common/v1/catalog.ts';
import { useEffect, useId, useRef, useState } from 'react';
import { useClient } from '../app/mesh.tsx';
import { useWords } from '../i18n/words.ts';
import './font-dialog.css';
import { FontList } from './font-list.tsx';
import { orderFonts } from './order-fonts.ts';
import { WORDS } from './words.ts';

interface FontDialogProps {
  id: string;
  /** What the font is for. */
  label: string;
  fonts: readonly Font[];
  /** Empty: the server chooses. */
  value: string;
  copy: string;
  scene: string;
  isOptional: boolean;
  onChoose(fontId: string): void;
  onClose(): void;
}

/** The fonts, each shown with the person's own words; the ones that suit them first. */
export default function FontDialog(props: FontDialogProps) {
  const { id, label, fonts, value, copy, scene, isOptional, onChoose, onClose } = props;
  const w = useWords(WORDS);
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const text = copy.trim() === '' ? w.sample : copy.trim();
  const recommended = useRecommended(text, scene);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape does the same, by the browser
    <dialog
      ref={dialog}
      id={id}
      className="font-dialog"
      aria-labelledby={titleId}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && dialog.current.close()}
    >
      <div className="font-dialog__inside">
        <header className="font-dialog__head">
          <div>
            <h2 className="font-dialog__title" id={titleId}>
              {label}
            </h2>
            <p className="font-dialog__hint">{w.hint}</p>
          </div>
          <button className="button" type="button" onClick={() => dialog.current?.close()}>
            {w.close}
          </button>
        </header>
        {recommended.isSettled && (
          <FontList
            groups={orderFonts(fonts, recommended.fonts)}
            value={value}
            text={text}
            isOptional={isOptional}
            onChoose={(fontId) => {
              onChoose(fontId);
              dialog.current?.close();
            }}
          />
        )}
      </div>
    </dialog>
  );
}

interface Recommended {
  isSettled: boolean;
  /** undefined: nobody could say. */
  fonts: FontRecommendation[] | undefined;
}

/** The list is better shown without recommendations than late: nothing in it may move. */
const PATIENCE_MS = 1_000;

function useRecommended(copy: string, prompt: string): Recommended {
  const client = useClient();
  const [found, setFound] = useState<Recommended>({ isSettled: false, fonts: undefined });
  useEffect(() => {
    const abort = new AbortController();
    const settle = (fonts: FontRecommendation[] | undefined) =>
      setFound((before) => (before.isSettled ? before : { isSettled: true, fonts }));
    const late = setTimeout(() => settle(undefined), PATIENCE_MS);
    client
      .recommendFonts({ copy, prompt }, { signal: abort.signal, giveUpMs: 0 })
      .then(settle)
      .catch(() => settle(undefined));
    return () => {
      clearTimeout(late);
      abort.abort();
    };
  }, [client, copy, prompt]);
  return found;
}
