import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import { JobState } from '@nanococoa/proto/common/v1/job.ts';
import { comparison, hrefOf } from '../app/route.ts';
import { Menu, type MenuItem } from '../controls/menu.tsx';
import { timeOrDate } from '../i18n/formats.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useWords } from '../i18n/words.ts';
import { jobStateName } from '../job/job-words.ts';
import { useJob } from '../jobs/use-job.ts';
import { JobThumb } from './job-thumb.tsx';
import { cornerOf } from './tree-metrics.ts';
import type { VersionNode } from './version-tree.ts';
import { WORDS } from './words.ts';

interface VersionNodeItemProps {
  node: VersionNode;
  /** What differs from its parent, in words. */
  changes: string;
  openJob: Job | undefined;
  /** Whether Tab leads here: the other versions are reached by arrow keys. */
  isTabStop: boolean;
  onFocus(): void;
  onDelete(): void;
}

/** One version: its picture, what has changed, and a menu. */
export function VersionNodeItem({
  node,
  changes,
  openJob,
  isTabStop,
  onFocus,
  onDelete,
}: VersionNodeItemProps) {
  const { language, t } = useLanguage();
  const w = useWords(WORDS);
  const { job, number, parent } = node;
  const { view } = useJob(job.id);
  const isOpen = job.id === openJob?.id;
  const name = w.number(number);
  const state =
    job.state === JobState.RUNNING
      ? `${Math.floor(100 * (view?.fraction ?? 0))}%`
      : t.jobStates[jobStateName(job.state)];
  const time = job.createTime && timeOrDate(job.createTime, language).words;
  const words = [name, job.state === JobState.SUCCEEDED ? time : state].filter(Boolean).join(' · ');
  const tabIndex = isTabStop ? 0 : -1;
  const other = isOpen ? parent?.job.id : openJob?.id;
  const compare: MenuItem[] =
    other === undefined
      ? []
      : [
          {
            label: isOpen ? w.compareWithParent : w.compare,
            href: hrefOf(comparison(other, job.id)),
          },
        ];
  return (
    <li
      className={`version version--${jobStateName(job.state)}${isOpen ? ' version--open' : ''}`}
      style={cornerOf(node)}
    >
      <a
        className="version__link"
        href={hrefOf({ kind: 'job', jobId: job.id })}
        title={changes}
        aria-current={isOpen ? 'page' : undefined}
        data-version={job.id}
        tabIndex={tabIndex}
        onFocus={onFocus}
      >
        <JobThumb view={view} />
        <span className="version__words">
          <span className="version__changes">{changes}</span>
          <span className="version__state">{words}</span>
          {parent && <span className="visually-hidden">, {w.from(parent.number)}</span>}
        </span>
      </a>
      <Menu
        label={w.more(name)}
        tabIndex={tabIndex}
        items={[
          ...compare,
          { label: w.newTab, href: hrefOf({ kind: 'job', jobId: job.id }), isNewTab: true },
          { label: w.delete, isDangerous: true, onSelect: onDelete },
        ]}
      />
    </li>
  );
}
