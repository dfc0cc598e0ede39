import type { Job } from '@nanococoa/client';
import { useLayoutEffect, useRef, useState } from 'react';
import { ConnectionBanner } from '../app/connection-banner.tsx';
import { useWords } from '../i18n/words.ts';
import './cutout.css';
import { sourcesOf } from './find-sources.ts';
import { WORDS } from './words.ts';
import { Workspace } from './workspace.tsx';

interface CutoutToolProps {
  /** An ad whose first step is done. */
  job: Job;
  /** Goes back to the ad. */
  onClose(): void;
}

/** Touches up a product's cut-out with a brush, over the whole page; saved, it makes a new version of the ad. */
export function CutoutTool({ job, onClose }: CutoutToolProps) {
  const w = useWords(WORDS);
  const dialog = useRef<HTMLDialogElement>(null);
  const [sources, setSources] = useState(() => sourcesOf(job));
  const current = sources ?? sourcesOf(job);
  /** Asks before closing where there is something to ask. */
  const askToClose = useRef(onClose);
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    // Closed before it is gone, so that the focus goes back to where it was.
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className="cutout"
      aria-label={w.title}
      onCancel={(event) => {
        // Also the cancel of a file chooser inside comes by here.
        if (event.target !== dialog.current) return;
        event.preventDefault();
        askToClose.current();
      }}
    >
      {current === undefined ? (
        <div className="cutout__nothing">
          <p>{w.notYet}</p>
          <button className="button button--primary" type="button" onClick={onClose}>
            {w.close}
          </button>
        </div>
      ) : (
        <Workspace
          key={current.cutoutId}
          job={job}
          sources={current}
          onSources={setSources}
          askToClose={askToClose}
          onClose={onClose}
        />
      )}
      <ConnectionBanner />
    </dialog>
  );
}

export default CutoutTool;
