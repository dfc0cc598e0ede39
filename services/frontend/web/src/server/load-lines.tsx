import type { ServerStatus } from '@nanococoa/proto/common/v1/catalog.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useWords } from '../i18n/words.ts';
import { formatBytes } from './format-bytes.ts';
import { Sparkline } from './sparkline.tsx';
import type { StatusLog } from './status-log.ts';
import { WORDS } from './words.ts';

/** Processor and memory of all workers: now, and in the last minutes. */
export function LoadLines({ status, log }: { status: ServerStatus; log: StatusLog }) {
  const { language } = useLanguage();
  const w = useWords(WORDS);
  const { samples } = log;
  const now = samples.at(-1);
  if (now === undefined || status.workers.length === 0) return null;
  const coreCount = status.workers.reduce((sum, { cpuCount }) => sum + cpuCount, 0);
  const budget = status.workers.reduce((sum, { memory }) => sum + (memory?.budgetBytes ?? 0), 0);
  const lines = [
    {
      what: w.processor,
      words: w.cores(now.cpuCores, coreCount),
      scale: Math.max(1, coreCount),
      measure: ({ cpuCores }: { cpuCores: number }) => cpuCores,
    },
    {
      what: w.memory,
      words: formatBytes(now.memoryBytes, language),
      scale: budget,
      measure: ({ memoryBytes }: { memoryBytes: number }) => memoryBytes,
    },
  ];
  return (
    <dl className="loads">
      {lines.map(({ what, words, scale, measure }) => (
        <div key={what} className="load">
          <dt className="load__what">{what}</dt>
          <dd className="load__now">
            {words}
            <Sparkline samples={samples} measure={measure} scale={scale} label={w.lately(what, words)} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
