import type { Font, Parameter } from '@nanococoa/proto/common/v1/catalog.ts';
import { useRef, useState } from 'react';
import { hrefOf } from '../app/route.ts';
import { useBroughtIntoView } from '../app/use-brought-into-view.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useWords } from '../i18n/words.ts';
import { jobTitle } from '../job/job-words.ts';
import { useJob } from '../jobs/use-job.ts';
import { ChangeTable } from './change-table.tsx';
import './compare.css';
import { type CompareMode, CompareStage } from './compare-stage.tsx';
import { useCandidates } from './use-candidates.ts';
import { VersionPicker } from './version-picker.tsx';
import { WORDS } from './words.ts';

interface CompareViewProps {
  /** Left and right. */
  jobIds: readonly [string, string];
  parameters: ReadonlyMap<string, Parameter>;
  fonts: readonly Font[];
}

/** Two ads over each other or beside each other, and what differs between what they were asked for. */
export default function CompareView({ jobIds, parameters, fonts }: CompareViewProps) {
  const { language, t } = useLanguage();
  const w = useWords(WORDS);
  const section = useRef<HTMLElement>(null);
  useBroughtIntoView(section, 'compare', { isNew: true });
  const [mode, setMode] = useState<CompareMode>('slider');
  const [left, right] = [useJob(jobIds[0]), useJob(jobIds[1])];
  const { jobs, numbers } = useCandidates(jobIds);
  const nameOf = (jobId: string): string => {
    const number = numbers.get(jobId);
    if (number !== undefined) return w.number(number);
    const job = [...jobs, left.view?.job, right.view?.job].find((one) => one?.id === jobId);
    return job === undefined ? '–' : `${jobTitle(job, t)} · ${t.seedUsed(job.spec?.seed ?? 0)}`;
  };
  const pickers = (['left', 'right'] as const).map((side, at) => (
    <VersionPicker
      key={side}
      side={w[side]}
      jobId={jobIds[at]}
      choices={jobs}
      nameOf={nameOf}
      hrefOf={(id) => hrefOf({ kind: 'compare', jobIds: at === 0 ? [id, jobIds[1]] : [jobIds[0], id] })}
    />
  ));
  return (
    <section ref={section} className="stage compare" aria-label={w.title}>
      <div className="compare__head">
        {pickers[0]}
        <a
          className="button compare__swap"
          href={hrefOf({ kind: 'compare', jobIds: [jobIds[1], jobIds[0]] })}
          title={w.swap}
        >
          <svg className="glyph" viewBox="0 0 20 20" aria-hidden="true">
            <path d="M4 7h12m-3-3 3 3-3 3M16 13H4m3-3-3 3 3 3" />
          </svg>
          <span className="visually-hidden">{w.swap}</span>
        </a>
        {pickers[1]}
        <a className="button compare__close" href={hrefOf({ kind: 'job', jobId: jobIds[1] })}>
          {w.close}
        </a>
      </div>
      <CompareStage left={left} right={right} mode={mode} onModeChange={setMode} />
      {left.view && right.view && (
        <ChangeTable
          left={left.view.job.spec}
          right={right.view.job.spec}
          names={[nameOf(jobIds[0]), nameOf(jobIds[1])]}
          fonts={fonts}
          describe={(name) => parameters.get(name)?.description?.[language]}
        />
      )}
    </section>
  );
}
