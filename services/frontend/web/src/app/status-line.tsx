import type { ServerStatus } from '@nanococoa/proto/common/v1/catalog.ts';
import { useLanguage } from '../i18n/language.tsx';
import type { Messages } from '../i18n/messages.ts';
import { SERVER_PANEL_ID } from '../server/server-panel.tsx';

interface StatusLineProps {
  status: ServerStatus | undefined;
  /** Whether the panel is open that tells more. */
  isOpen: boolean;
}

/** One line about queue and workers; it opens the panel with the rest. */
export function StatusLine({ status, isOpen }: StatusLineProps) {
  const { t } = useLanguage();
  return (
    <button
      type="button"
      className={`status-line status-line--${mood(status)}`}
      popoverTarget={SERVER_PANEL_ID}
      aria-haspopup="dialog"
      aria-expanded={isOpen}
      aria-controls={SERVER_PANEL_ID}
    >
      <span className="status-line__light" aria-hidden="true" />
      <span className="visually-hidden">{t.server.title}: </span>
      <span>{sentence(status, t)}</span>
      <svg className="glyph glyph--chevron status-line__chevron" viewBox="0 0 10 10" aria-hidden="true">
        <path d="M2 3.5 5 6.5 8 3.5" />
      </svg>
    </button>
  );
}

function mood(status: ServerStatus | undefined): 'unknown' | 'waiting' | 'ready' {
  if (status === undefined) return 'unknown';
  return status.workers.length === 0 ? 'waiting' : 'ready';
}

function sentence(status: ServerStatus | undefined, t: Messages): string {
  if (status === undefined) return t.serverUnknown;
  const { workers, runningJobs, queuedJobs } = status;
  if (workers.length === 0) return t.serverNoWorkers;
  if (runningJobs + queuedJobs === 0) return t.serverIdle(workers.length);
  return t.serverBusy(runningJobs, queuedJobs, workers.length);
}
