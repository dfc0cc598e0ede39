import type { MemoryLedger } from '@nanococoa/proto/common/v1/catalog.ts';
import { useLanguage } from '../i18n/language.tsx';
import { formatBytes } from './format-bytes.ts';
import { type MemoryKindName, memoryKindName, memoryStateName } from './memory-names.ts';
import type { MemoryShares } from './memory-shares.ts';

interface MemoryBarProps {
  ledger: MemoryLedger;
  layout: MemoryShares;
}

/** Always all of them: a legend that comes and goes with the processes would jump. */
const LEGEND: readonly MemoryKindName[] = ['service', 'spare', 'model', 'pixels'];

/** The budget as a bar, with a piece for each process that holds some of it. */
export function MemoryBar({ ledger, layout }: MemoryBarProps) {
  const { language, t } = useLanguage();
  const { budgetBytes, reservedBytes, measuredBytes } = ledger;
  const bytes = (amount: number) => formatBytes(amount, language);
  const overBytes = reservedBytes - budgetBytes;
  const reserved = t.server.reservedOf(bytes(reservedBytes), bytes(budgetBytes));
  const measured = t.server.measuredInAll(bytes(measuredBytes));
  return (
    <div className="memory">
      <p className="memory__head">
        <span className="memory__title">{t.server.memory}</span>
        <span className="memory__sum">{reserved}</span>
      </p>
      <div className="memory__bar" role="img" aria-label={`${reserved}. ${measured}`}>
        {layout.shares.map(({ key, entry, start, size, measured: part }) => (
          <span
            key={key}
            className={`memory__share memory__share--${memoryStateName(entry) ?? 'unknown'} kind--${memoryKindName(entry.kind)}`}
            style={{ '--start': start, '--part': size }}
          >
            <span className="memory__measured" style={{ '--part': part }} />
          </span>
        ))}
        {layout.budgetEnd < 1 && <span className="memory__over" style={{ '--start': layout.budgetEnd }} />}
      </div>
      <p className="memory__sums">
        <span className="memory__measured-sum">{measured}</span>
        {overBytes > 0 ? (
          <span className="memory__free memory__free--over">{t.server.overBudget(bytes(overBytes))}</span>
        ) : (
          <span className="memory__free">{t.server.free(bytes(-overBytes))}</span>
        )}
      </p>
      <ul className="memory__legend">
        {LEGEND.map((kind) => (
          <li key={kind} className="memory__kind">
            <span className={`memory__mark kind--${kind}`} />
            {t.server.kinds[kind]}
          </li>
        ))}
      </ul>
    </div>
  );
}
