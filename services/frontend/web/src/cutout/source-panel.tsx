import type { Job } from '@nanococoa/client';
import { useRef, useState } from 'react';
import { useClient } from '../app/mesh.tsx';
import { useRunning } from '../app/use-running.ts';
import { findAutomatic, type Sources } from './find-sources.ts';
import { type Transparency, transparencyOf } from './has-transparency.ts';
import type { CutoutWords } from './words.ts';

interface SourcePanelProps {
  w: CutoutWords;
  job: Job;
  canReset: boolean;
  /** Whether what is being touched up is the automatic cut-out. */
  isAutomatic: boolean;
  /** Takes all strokes back. */
  onReset(): void;
  onSources(sources: Sources): void;
  /** Has the photo cut out anew. */
  onTakeAutomatic(): void;
  onOwn(file: File): void;
}

/** Another beginning: the automatic cut-out, or a picture of one's own. And the keys. */
export function SourcePanel({ w, job, canReset, isAutomatic, onReset, onSources, ...on }: SourcePanelProps) {
  const client = useClient();
  const picker = useRef<HTMLInputElement>(null);
  const finding = useRunning();
  const [isFinding, setIsFinding] = useState(false);
  const [refusal, setRefusal] = useState<Exclude<Transparency, 'cutOut'>>();
  const hasPhoto = Boolean(job.spec?.product?.imageId);

  const reset = () => {
    if (!canReset || isFinding) return;
    if (isAutomatic) return onReset();
    const signal = finding.begin();
    setIsFinding(true);
    findAutomatic(client, job, signal)
      .then((found) => (found === undefined ? on.onTakeAutomatic() : onSources(found)))
      .catch(() => {})
      .finally(() => !signal.aborted && setIsFinding(false));
  };
  const take = async (file: File) => {
    setRefusal(undefined);
    const transparency = await transparencyOf(file);
    if (transparency === 'cutOut') on.onOwn(file);
    else setRefusal(transparency);
  };
  const words = { opaque: w.ownOpaque, empty: w.ownEmpty, unreadable: w.ownUnreadable };

  return (
    <div className="cutout__part">
      {(isAutomatic || hasPhoto) && (
        <button className="button" type="button" aria-disabled={!canReset || isFinding} onClick={reset}>
          {isFinding ? w.finding : w.reset}
        </button>
      )}
      <button className="button" type="button" onClick={() => picker.current?.click()}>
        {w.own}
      </button>
      <p className={refusal === undefined ? 'cutout__hint' : 'cutout__refusal'} role="status">
        {refusal === undefined ? w.ownHint : words[refusal]}
      </p>
      <input
        ref={picker}
        className="visually-hidden"
        type="file"
        accept="image/png,image/webp,image/avif"
        tabIndex={-1}
        aria-label={w.own}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file !== undefined) void take(file);
          // The same file may be chosen again after it has been mended.
          event.target.value = '';
        }}
      />
      <details className="cutout__help">
        <summary>{w.help}</summary>
        <dl>
          {w.keys.map(([keys, meaning]) => (
            <div key={keys}>
              <dt>{keys}</dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
      </details>
    </div>
  );
}
