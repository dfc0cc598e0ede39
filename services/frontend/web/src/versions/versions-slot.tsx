import type { Parameter } from '@nanococoa/proto/common/v1/catalog.ts';
import { useSyncExternalStore } from 'react';
import { lazyPart } from '../app/lazy-part.tsx';
import { useJobStore } from '../app/mesh.tsx';
import { familyOf } from '../job/labels.ts';
import type { JobsState } from '../jobs/job-store.ts';
import './versions-slot.css';

interface VersionsSlotProps {
  /** The open ad; undefined: none, and there is no strip. */
  jobId: string | undefined;
  parameters: ReadonlyMap<string, Parameter>;
}

const VersionStrip = lazyPart(() => import('./version-strip.tsx'));

/** The place of an ad's versions, which are loaded when the first ad is opened. */
export function VersionsSlot({ jobId, parameters }: VersionsSlotProps) {
  const store = useJobStore();
  const isSingle = useSyncExternalStore(store.subscribe, () => isOnlyVersion(jobId, store.state()));
  if (jobId === undefined) return null;
  return (
    <section className={isSingle ? 'versions versions--single' : 'versions'} aria-labelledby="versions-title">
      <VersionStrip jobId={jobId} parameters={parameters} />
    </section>
  );
}

/** Whether the page knows no other version: what it knows from its list already is nearly always all. */
function isOnlyVersion(jobId: string | undefined, { views }: JobsState): boolean {
  const open = views.get(jobId ?? '')?.job;
  if (open === undefined) return true;
  const family = familyOf(open);
  for (const { job } of views.values()) if (job.id !== jobId && familyOf(job) === family) return false;
  return open.parentId === '';
}
