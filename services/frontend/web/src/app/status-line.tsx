import type { ServerStatus } from '@nanococoa/proto/common/v1/catalog.ts';
import { useLanguage } from '../i18n/language.tsx';
import type { Messages } from '../i18n/messages.ts';

/** One line about queue and workers. */
export function StatusLine({ status }: { status: ServerStatus | undefined }) {
  const { t } = useLanguage();
  return (
    <p className={`status-line status-line--${mood(status)}`}>
      <span className="status-line__light" aria-hidden="true" />
      {sentence(status, t)}
    </p>
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
