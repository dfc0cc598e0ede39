import type { Worker } from '@nanococoa/proto/common/v1/catalog.ts';
import { useLanguage } from '../i18n/language.tsx';
import { formatBytes } from './format-bytes.ts';
import { MemoryBar } from './memory-bar.tsx';
import { MemoryList } from './memory-list.tsx';
import { memoryShares } from './memory-shares.ts';
import { unloadedModels } from './unloaded-models.ts';

/** One worker: how busy it is, what its memory is taken by, what its models run on. */
export function WorkerCard({ worker }: { worker: Worker }) {
  const { language, t } = useLanguage();
  const { id, slots, busySlots, cpuCores, memory, memoryBytes, devices } = worker;
  const layout = memory && memoryShares(memory);
  const titleId = `worker-${id}`;
  return (
    <section className="worker" aria-labelledby={titleId}>
      <div className="worker__head">
        <h3 className="worker__title" id={titleId} title={id}>
          {t.server.worker} <span className="worker__id">{id}</span>
        </h3>
        <p className="worker__load">
          {t.server.slots(busySlots, slots)} · {t.server.cores(cpuCores)}
        </p>
      </div>
      {memory && layout ? (
        <MemoryBar ledger={memory} layout={layout} />
      ) : (
        <p className="worker__note">
          {t.server.noLedger} {memoryBytes > 0 && t.server.inUse(formatBytes(memoryBytes, language))}
        </p>
      )}
      <MemoryList shares={layout?.shares ?? []} unloaded={unloadedModels(worker)} />
      {memory !== undefined && memory.waiting > 0 && (
        <p className="worker__waiting">{t.server.waitingForMemory(memory.waiting)}</p>
      )}
      {devices.map((device) => (
        <p key={device.id} className="worker__note">
          {t.server.runsOn(device.id)}
          {device.memoryBytes > 0 && ` (${formatBytes(device.memoryBytes, language)})`}
          {device.reason !== '' && (
            <>
              {'. '}
              <span lang="en">{device.reason}</span>
            </>
          )}
        </p>
      ))}
    </section>
  );
}
