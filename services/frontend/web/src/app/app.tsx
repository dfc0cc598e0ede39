import { useState } from 'react';
import { AdForm } from '../form/ad-form.tsx';
import { useCatalogues } from '../form/use-catalogues.ts';
import { History } from '../history/history.tsx';
import { JobStage } from '../job/job-stage.tsx';
import { useFollowJobs } from '../jobs/use-follow-jobs.ts';
import { ConnectionBanner } from './connection-banner.tsx';
import { Header } from './header.tsx';
import { lazyPart } from './lazy-part.tsx';
import { useRoute } from './route.ts';
import { useServerStatus } from './use-server-status.ts';
import { useTitle } from './use-title.ts';

/** Stands where the stage stands until it is loaded. */
const LOADING = <div className="stage" style={{ minHeight: '80vh' }} />;
const CompareView = lazyPart(() => import('../compare/compare-view.tsx'), LOADING);
const VariantsView = lazyPart(() => import('../variants/variants-view.tsx'), LOADING);

/** The studio: what to make on the left, the ad as it comes into being on the right, earlier ads below. */
export function App() {
  const [isPanelOpen, setIsPanelOpen] = useState(false);
  const status = useServerStatus(isPanelOpen);
  const catalogues = useCatalogues();
  const route = useRoute();
  useFollowJobs();
  const jobId = route.kind === 'job' ? route.jobId : undefined;
  useTitle(jobId);
  return (
    <>
      <Header status={status} isPanelOpen={isPanelOpen} onPanelOpenChange={setIsPanelOpen} />
      <ConnectionBanner />
      <main className="studio">
        <AdForm jobId={jobId} catalogues={catalogues} />
        {route.kind === 'compare' && (
          <CompareView jobIds={route.jobIds} parameters={catalogues.parameters} fonts={catalogues.fonts} />
        )}
        {route.kind === 'variants' && <VariantsView key={route.setId} setId={route.setId} />}
        {(route.kind === 'new' || route.kind === 'job') && (
          <JobStage
            jobId={jobId}
            tool={route.kind === 'job' ? route.tool : undefined}
            parameters={catalogues.parameters}
          />
        )}
        <History openJobId={jobId} />
      </main>
    </>
  );
}
