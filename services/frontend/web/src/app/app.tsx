import { AdForm } from '../form/ad-form.tsx';
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
  const status = useServerStatus();
  const connection = useConnectionState();
  const draft = useDraft();
  const jobId = useJobHash();
  const job = useJob(jobId);
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
      <Header status={status} />
      <ConnectionBanner />
      <main className="studio">
        <AdForm draft={draft} onCreated={(created) => openJob(created.id)} />
        <JobStage jobId={jobId} job={job} format={draft.values.format} />
        <RecentJobs jobs={recentJobs} openJobId={jobId} />
      </main>
    </>
  );
}
