import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import { useState } from 'react';
import { AdForm } from '../form/ad-form.tsx';
import { useCatalogues } from '../form/use-catalogues.ts';
import { useDraft } from '../form/use-draft.ts';
import { JobStage } from '../job/job-stage.tsx';
import { RecentJobs } from '../job/recent-jobs.tsx';
import { useJob } from '../job/use-job.ts';
import { useRecentJobs } from '../job/use-recent-jobs.ts';
import { ConnectionBanner } from './connection-banner.tsx';
import { Header } from './header.tsx';
import { useConnectionState } from './mesh.tsx';
import { openJob, useJobHash } from './use-job-hash.ts';
import { useServerStatus } from './use-server-status.ts';

/** The studio: what to make on the left, the ad as it comes into being on the right, earlier ads below. */
export function App() {
  const [isPanelOpen, setIsPanelOpen] = useState(false);
  const status = useServerStatus(isPanelOpen);
  const connection = useConnectionState();
  const draft = useDraft();
  const catalogues = useCatalogues();
  const jobId = useJobHash();
  const [created, setCreated] = useState<Job>();
  const job = useJob(jobId, created);
  const open = (made: Job) => {
    setCreated(made);
    openJob(made.id);
  };
  const changes = [
    jobId,
    job.view?.job.state,
    status?.queuedJobs,
    status?.runningJobs,
    connection === 'down',
  ];
  const recentJobs = useRecentJobs(changes.join());
  return (
    <>
      <Header status={status} isPanelOpen={isPanelOpen} onPanelOpenChange={setIsPanelOpen} />
      <ConnectionBanner />
      <main className="studio">
        <AdForm draft={draft} catalogues={catalogues} onCreated={open} />
        <JobStage
          jobId={jobId}
          job={job}
          format={draft.values.format}
          copyParameter={catalogues.parameters.get('text.content')}
          onCreated={open}
        />
        <RecentJobs jobs={recentJobs} openJobId={jobId} />
      </main>
    </>
  );
}
