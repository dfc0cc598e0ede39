import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import type { ToggleEvent } from 'react';
import { useWords } from '../i18n/words.ts';
import { DownloadChoices } from './download-choices.tsx';
import { WORDS } from './words.ts';

interface DownloadPanelProps {
  id: string;
  job: Job;
  isOpen: boolean;
  onOpenChange(isOpen: boolean): void;
}

/** A popover of the browser: Escape and a click elsewhere close it, and the focus goes back to its button. */
export function DownloadPanel({ id, job, isOpen, onOpenChange }: DownloadPanelProps) {
  const w = useWords(WORDS);
  return (
    <div
      className="download-panel"
      id={id}
      popover="auto"
      role="dialog"
      aria-labelledby="download-title"
      tabIndex={-1}
      // Before it is shown, so that it is placed with what stands in it.
      onBeforeToggle={(event) => event.newState === 'open' && onOpenChange(true)}
      onToggle={(event: ToggleEvent<HTMLElement>) => {
        if (event.newState === 'open') event.currentTarget.focus({ preventScroll: true });
        else onOpenChange(false);
      }}
    >
      <h2 className="download-panel__title" id="download-title">
        {w.title}
      </h2>
      {isOpen && <DownloadChoices job={job} />}
    </div>
  );
}
