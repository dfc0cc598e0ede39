import type { ServerStatus } from '@nanococoa/proto/common/v1/catalog.ts';
import { numberFormat } from '../i18n/formats.ts';
import { useLanguage } from '../i18n/language.tsx';

/** How full the queue is. */
export function QueueFigures({ status }: { status: ServerStatus }) {
  const { language, t } = useLanguage();
  const figures = [
    { label: t.server.running, value: status.runningJobs },
    { label: t.server.waiting, value: status.queuedJobs },
    { label: t.server.capacity, value: status.queueCapacity },
  ];
  return (
    <dl className="queue">
      {figures.map(({ label, value }) => (
        <div key={label} className="queue__figure">
          <dt className="queue__label">{label}</dt>
          <dd className="queue__value">{numberFormat(language).format(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
