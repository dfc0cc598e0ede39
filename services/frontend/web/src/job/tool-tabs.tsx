import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import { hrefOf, TOOL_NAMES, type Tool } from '../app/route.ts';
import { useWords } from '../i18n/words.ts';
import './tool-tabs.css';
import { WORDS } from './words.ts';

interface ToolTabsProps {
  job: Job;
  /** undefined: the ad itself is shown. */
  tool: Tool | undefined;
}

const TABS = [undefined, ...TOOL_NAMES];

/** The ad and the tools that work on it, as links: the address says which is open. */
export function ToolTabs({ job, tool }: ToolTabsProps) {
  const w = useWords(WORDS);
  return (
    <nav className="segments tool-tabs" aria-label={w.tools}>
      {TABS.map((name) => (
        <a
          key={name ?? 'ad'}
          className="segment tool-tabs__tab"
          href={hrefOf({ kind: 'job', jobId: job.id, tool: name })}
          aria-current={name === tool ? 'page' : undefined}
        >
          {w[name ?? 'ad']}
        </a>
      ))}
    </nav>
  );
}

/** Whether the tools have something to work on: a product in a finished first step. */
export function hasTools(job: Job): boolean {
  const hasProduct = Boolean(job.spec?.product?.imageId || job.spec?.product?.cutoutImageId);
  return hasProduct && job.steps.some(({ number, result }) => number === 1 && result !== undefined);
}
