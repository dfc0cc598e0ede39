import type { Parameter } from '@nanococoa/proto/common/v1/catalog.ts';
import { lazyPart } from '../app/lazy-part.tsx';
import './versions-slot.css';

interface VersionsSlotProps {
  /** The open ad; undefined: none, and there is no strip. */
  jobId: string | undefined;
  parameters: ReadonlyMap<string, Parameter>;
}

const VersionStrip = lazyPart(() => import('./version-strip.tsx'));

/** The place of an ad's versions, which are loaded when the first ad is opened. */
export function VersionsSlot({ jobId, parameters }: VersionsSlotProps) {
  if (jobId === undefined) return null;
  return (
    <section className="versions" aria-labelledby="versions-title">
      <VersionStrip jobId={jobId} parameters={parameters} />
    </section>
  );
}
