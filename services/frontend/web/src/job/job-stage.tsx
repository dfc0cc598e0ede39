import type { Parameter } from '@nanococoa/proto/common/v1/catalog.ts';
import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import { Suspense, useEffect, useRef, useState } from 'react';
import { go, type Tool } from '../app/route.ts';
import { TOOLS } from '../app/tools.ts';
import { FORMATS } from '../form/formats.ts';
import { errorSentence } from '../i18n/error-sentence.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useWords } from '../i18n/words.ts';
import { useJob } from '../jobs/use-job.ts';
import { VersionsSlot } from '../versions/versions-slot.tsx';
import { CopyChange } from './copy-change.tsx';
import { JobHead } from './job-head.tsx';
import { isFinished } from './job-view.ts';
import { StagePicture } from './stage-picture.tsx';
import { StepList } from './step-list.tsx';
import { hasTools, ToolTabs } from './tool-tabs.tsx';
import { WarningList } from './warning-list.tsx';
import { WORDS } from './words.ts';

interface JobStageProps {
  /** The open job; undefined: none. */
  jobId: string | undefined;
  /** The tool that is open on it. */
  tool: Tool | undefined;
  /** Format of the form: the shape of the empty frame. */
  format: string;
  /** The copy's length; undefined while it is being read. */
  copyParameter: Parameter | undefined;
  /** What the server says of the fields of a spec, by their path. */
  parameters: ReadonlyMap<string, Parameter>;
}

/** As in layout.css. */
const ONE_COLUMN = '(width < 960px)';

/** The place of the ad: what is happening, the picture as far as it is, the three steps. */
export function JobStage({ jobId, tool, format, copyParameter, parameters }: JobStageProps) {
  const { t } = useLanguage();
  const w = useWords(WORDS);
  const { view, error } = useJob(jobId);
  const canUseTools = view !== undefined && hasTools(view.job);
  const Tool = canUseTools && tool !== undefined ? TOOLS[tool] : undefined;
  const { width, height } = frameOf(view?.job.spec?.output, format);
  const stage = useRef<HTMLElement>(null);
  const isFirst = useRef(true);
  /** The job whose copy is being changed. */
  const [changing, setChanging] = useState<string>();
  const canChangeCopy = view !== undefined && hasReusableBackground(view.job);
  const isChanging = canChangeCopy && changing === view.job.id;
  useEffect(() => {
    // On a phone the stage is below the form: whoever starts or opens a job wants to see it.
    if (!isFirst.current && jobId !== undefined && window.matchMedia(ONE_COLUMN).matches) {
      stage.current?.scrollIntoView({ behavior: 'smooth', block: 'start' });
    }
    isFirst.current = false;
  }, [jobId]);
  return (
    <section ref={stage} className="stage" aria-label={t.stage}>
      <JobHead
        view={view}
        isLoading={jobId !== undefined && error === undefined}
        copyChange={
          canChangeCopy
            ? { isOpen: isChanging, toggle: () => setChanging(isChanging ? undefined : view.job.id) }
            : undefined
        }
      />
      {isChanging && (
        <CopyChange job={view.job} parameter={copyParameter} onClose={() => setChanging(undefined)} />
      )}
      <div className="stage__tools">{canUseTools && <ToolTabs job={view.job} tool={Tool && tool} />}</div>
      {Tool !== undefined && view !== undefined && (
        <Suspense fallback={<p className="stage__waiting">{w.toolLoading}</p>}>
          <Tool key={view.job.id} job={view.job} onClose={() => go({ kind: 'job', jobId: view.job.id })} />
        </Suspense>
      )}
      {Tool === undefined && (
        <div className="stage__canvas">
          <div
            className={`frame${view === undefined ? ' frame--empty' : ''}`}
            style={{ aspectRatio: `${width} / ${height}`, '--ratio': width / height, '--width': width }}
          >
            {view !== undefined && <StagePicture key={jobId} view={view} />}
            {view === undefined && jobId === undefined && (
              <div className="frame__words">
                <p className="frame__title">{t.stageEmpty}</p>
                <p className="frame__hint">{t.stageEmptyHint}</p>
              </div>
            )}
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

/** Whether another copy can be set into the picture that the job has made. */
function hasReusableBackground(job: Job): boolean {
  const { startStep = 1, stopStep = 3 } = job.spec ?? {};
  const hasBackground = job.steps.some(({ number, result }) => number === 1 && result !== undefined);
  return isFinished(job) && hasBackground && startStep < 3 && stopStep === 3;
}

function frameOf(output: { width?: number; height?: number } | undefined, formatId: string) {
  const format = FORMATS.find(({ id }) => id === formatId) ?? FORMATS[0];
  return { width: output?.width ?? format.width, height: output?.height ?? format.height };
}
