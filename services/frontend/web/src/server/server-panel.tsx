import type { ServerStatus } from '@nanococoa/proto/common/v1/catalog.ts';
import { useConnectionState } from '../app/mesh.tsx';
import { PopoverPanel } from '../controls/popover-panel.tsx';
import { dateFormat } from '../i18n/formats.ts';
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

/** The server as it is now: queue, workers, and what their memory is taken by. */
export function ServerPanel({ status, isOpen, onOpenChange }: ServerPanelProps) {
  const { t } = useLanguage();
  const log = useStatusLog(status);
  return (
    <PopoverPanel
      id={SERVER_PANEL_ID}
      className="server"
      title={t.server.title}
      aside={status && <span className="server__version">{status.version}</span>}
      isOpen={isOpen}
      onOpenChange={onOpenChange}
    >
      <Content status={status} log={log} />
    </PopoverPanel>
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
          {w.away(id, dateFormat(language, { timeStyle: 'short' }).format(sinceMs))}
        </p>
      ))}
      {status.workers.map((worker) => (
        <WorkerCard key={worker.id} worker={worker} />
      ))}
    </>
  );
}
