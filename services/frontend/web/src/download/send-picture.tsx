import { useState } from 'react';
import { useClient } from '../app/mesh.tsx';
import { useWords } from '../i18n/words.ts';
import type { PlannedFile } from './plan-files.ts';
import { WORDS } from './words.ts';

type Outcome = 'copied' | 'notCopied' | 'notShared';

/** The ad to the clipboard, and on phones to other apps: where the browser can. `file`: the ad as PNG. */
export function SendPicture({ file }: { file: PlannedFile }) {
  const w = useWords(WORDS);
  const client = useClient();
  const [outcome, setOutcome] = useState<Outcome>();
  const fetchPng = () => client.download(file.image.id, { rendition: file.rendition });
  const copy = (): void => {
    // A promise, since the click's permission would be over once the bytes are there.
    const item = new ClipboardItem({ 'image/png': fetchPng() });
    navigator.clipboard
      .write([item])
      .then(() => setOutcome('copied'))
      .catch(() => setOutcome('notCopied'));
  };
  const share = (): void => {
    fetchPng()
      .then((blob) => navigator.share({ files: [new File([blob], file.name, { type: blob.type })] }))
      .catch((problem: unknown) => {
        // The person thought better of it.
        if (!(problem instanceof DOMException && problem.name === 'AbortError')) setOutcome('notShared');
      });
  };
  const canCopy = navigator.clipboard !== undefined && 'ClipboardItem' in window;
  const canShare = canShareFiles();
  if (!canCopy && !canShare) return null;
  return (
    <div className="download-panel__send">
      {canCopy && (
        <button className="button" type="button" onClick={copy}>
          {w.copy}
        </button>
      )}
      {canShare && (
        <button className="button" type="button" onClick={share}>
          {w.share}
        </button>
      )}
      <span className="download-panel__outcome" role="status">
        {outcome !== undefined && w[outcome]}
      </span>
    </div>
  );
}

/** Where a finger is what points, a share sheet is what people know. */
function canShareFiles(): boolean {
  if (!window.matchMedia('(pointer: coarse)').matches || navigator.canShare === undefined) return false;
  return navigator.canShare({ files: [new File([], 'ad.png', { type: 'image/png' })] });
}
