import type { MemoryEntry, Model } from '@nanococoa/proto/common/v1/catalog.ts';
import { useLanguage } from '../i18n/language.tsx';
import { formatBytes } from './format-bytes.ts';
import { memoryKindName, memoryStateName, memoryTitle } from './memory-names.ts';
import type { MemoryShare } from './memory-shares.ts';

interface MemoryListProps {
  shares: readonly MemoryShare[];
  /** Installed models that hold no memory. */
  unloaded: readonly Model[];
}

/** The processes that hold memory, then the models that would. */
export function MemoryList({ shares, unloaded }: MemoryListProps) {
  const { language, t } = useLanguage();
  if (shares.length + unloaded.length === 0) return null;
  return (
    <ul className="processes">
      {shares.map(({ key, entry }) => (
        <ProcessRow key={key} entry={entry} />
      ))}
      {unloaded.map(({ id, estimatedMemoryBytes }) => (
        <li key={`model ${id}`} className="process process--unloaded">
          <span className="memory__mark memory__mark--empty" />
          <span className="process__name">{id}</span>
          <span className="process__figure">
            {estimatedMemoryBytes > 0 && t.server.about(formatBytes(estimatedMemoryBytes, language))}
          </span>
          <span className="process__state">{t.server.notLoaded}</span>
        </li>
      ))}
    </ul>
  );
}

function ProcessRow({ entry }: { entry: MemoryEntry }) {
  const { language, t } = useLanguage();
  const { kind, device, reservedBytes, measuredBytes, peakBytes } = entry;
  const bytes = (amount: number) => formatBytes(amount, language);
  const kindName = memoryKindName(kind);
  const state = memoryStateName(entry);
  const words = [
    kindName === 'model' ? t.server.kinds.model : '',
    state === undefined ? '' : t.server.states[state],
    device,
  ];
  const isOver = measuredBytes > reservedBytes;
  return (
    <li className={`process process--${state ?? 'unknown'}`}>
      <span className={`memory__mark kind--${kindName}`} />
      <span className="process__name">{memoryTitle(entry, t)}</span>
      <span className={isOver ? 'process__figure process__figure--over' : 'process__figure'}>
        {measuredBytes === 0
          ? t.server.reserved(bytes(reservedBytes))
          : t.server.measuredOf(bytes(measuredBytes), bytes(reservedBytes))}
      </span>
      <span className="process__state">{words.filter((word) => word !== '').join(' · ')}</span>
      <span className="process__peak">{peakBytes > 0 && t.server.peak(bytes(peakBytes))}</span>
    </li>
  );
}
