import type { ServerStatus } from '@nanococoa/proto/common/v1/catalog.ts';
import type { ToggleEvent } from 'react';
import { useConnectionState } from '../app/mesh.tsx';
import { useLanguage } from '../i18n/language.tsx';
import { useWords } from '../i18n/words.ts';
import { LoadLines } from './load-lines.tsx';
import { QueueFigures } from './queue-figures.tsx';
import type { StatusLog } from './status-log.ts';
import { useStatusLog } from './use-status-log.ts';
import { WORDS } from './words.ts';
import { WorkerCard } from './worker-card.tsx';

/** The panel's id, for the button that opens it. */
export const SERVER_PANEL_ID = 'server-panel';

interface ServerPanelProps {
  /** undefined: not read, or the server is away. */
  status: ServerStatus | undefined;
  isOpen: boolean;
  onOpenChange(isOpen: boolean): void;
}

/**
 * The server as it is now: queue, workers, and what their memory is taken by. A popover of the browser, which closes
 * it by Escape and by a click outside, and gives the focus back.
 */
export function ServerPanel({ status, isOpen, onOpenChange }: ServerPanelProps) {
  const { t } = useLanguage();
  const log = useStatusLog(status);
  return (
    <div
      className="server"
      id={SERVER_PANEL_ID}
      popover="auto"
      role="dialog"
      aria-labelledby="server-title"
      tabIndex={-1}
      // Before it is shown, so that its first picture is a full one.
      onBeforeToggle={(event) => onOpenChange(event.newState === 'open')}
      onToggle={focusOpened}
    >
      <div className="server__head">
        <h2 className="server__title" id="server-title">
          {t.server.title}
        </h2>
        {status && <span className="server__version">{status.version}</span>}
      </div>
      {isOpen && <Content status={status} log={log} />}
    </div>
  );
}

function Content({ status, log }: Pick<ServerPanelProps, 'status'> & { log: StatusLog }) {
  const { t, language } = useLanguage();
  const w = useWords(WORDS);
  const connection = useConnectionState();
  if (status === undefined) {
    return <p className="server__nothing">{connection === 'down' ? t.unreachable : t.serverUnknown}</p>;
  }
  return (
    <>
      <QueueFigures status={status} />
      <LoadLines status={status} log={log} />
      {status.workers.length === 0 && <p className="server__nothing">{t.server.noWorkers}</p>}
      {[...log.away].map(([id, sinceMs]) => (
        <p key={id} className="worker__waiting">
          {w.away(id, new Date(sinceMs).toLocaleTimeString(language, { timeStyle: 'short' }))}
        </p>
      ))}
      {status.workers.map((worker) => (
        <WorkerCard key={worker.id} worker={worker} />
      ))}
    </>
  );
}

/** The keys that scroll it then work, and a screen reader says where it is. */
function focusOpened({ newState, currentTarget }: ToggleEvent<HTMLElement>): void {
  if (newState === 'open') currentTarget.focus({ preventScroll: true });
}
