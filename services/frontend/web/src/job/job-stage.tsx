import type { Parameter } from '@nanococoa/proto/common/v1/catalog.ts';
import { useRef } from 'react';
import { go, type Tool } from '../app/route.ts';
import { TOOLS } from '../app/tools.tsx';
import { useBroughtIntoView } from '../app/use-brought-into-view.ts';
import { errorSentence } from '../i18n/error-sentence.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useJob } from '../jobs/use-job.ts';
import { EmptyStage } from '../start/empty-stage.tsx';
import { VersionsSlot } from '../versions/versions-slot.tsx';
import { JobHead } from './job-head.tsx';
import { StagePicture } from './stage-picture.tsx';
import { StepList } from './step-list.tsx';
import { hasTools, ToolTabs } from './tool-tabs.tsx';
import { WarningList } from './warning-list.tsx';

interface JobStageProps {
  /** The open job; undefined: none. */
  jobId: string | undefined;
  /** The tool that is open on it. */
  tool: Tool | undefined;
  /** What the server says of the fields of a spec, by their path. */
  parameters: ReadonlyMap<string, Parameter>;
}

/** The place of the ad: what is happening, the picture as far as it is, the three steps. */
export function JobStage({ jobId, tool, parameters }: JobStageProps) {
  const { t } = useLanguage();
  const { view, error } = useJob(jobId);
  const canUseTools = view !== undefined && hasTools(view.job);
  const Tool = canUseTools && tool !== undefined ? TOOLS[tool] : undefined;
  const { width = 1024, height = 1024 } = view?.job.spec?.output ?? {};
  const stage = useRef<HTMLElement>(null);
  useBroughtIntoView(stage, jobId);
  return (
    <section ref={stage} className="stage" aria-label={t.stage}>
      <JobHead view={view} isLoading={jobId !== undefined && error === undefined} />
      <div className="stage__tools">{canUseTools && <ToolTabs job={view.job} tool={Tool && tool} />}</div>
      {Tool !== undefined && view !== undefined && (
        <Tool key={view.job.id} job={view.job} onClose={() => go({ kind: 'job', jobId: view.job.id })} />
      )}
      {Tool === undefined && jobId === undefined && <EmptyStage />}
      {Tool === undefined && jobId !== undefined && (
        <div className="stage__canvas">
          <div
            className={`frame${view === undefined ? ' frame--empty' : ''}`}
            style={{ aspectRatio: `${width} / ${height}`, '--ratio': width / height, '--width': width }}
          >
            {view !== undefined && <StagePicture key={jobId} view={view} />}
            {error !== undefined && (
              <p className="notice notice--error frame__notice" role="alert">
                {errorSentence(error, t)}
              </p>
            )}
          </div>
        </div>
      )}
      <StepList view={view} />
      <VersionsSlot jobId={jobId} parameters={parameters} />
      <WarningList warnings={view?.warnings ?? []} />
    </section>
  );
}
