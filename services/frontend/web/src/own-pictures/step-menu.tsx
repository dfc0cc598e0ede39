import type { Job, Step } from '@nanococoa/proto/common/v1/job.ts';
import { useState } from 'react';
import { lazyPart } from '../app/lazy-part.tsx';
import { Menu } from '../controls/menu.tsx';
import { useLanguage } from '../i18n/language.tsx';
import { useWords } from '../i18n/words.ts';
import { isFinished } from '../job/job-view.ts';
import { useSave } from '../job/use-save.ts';
import { stepDownloads } from './step-downloads.ts';
import { WORDS } from './step-words.ts';
import './step-menu.css';

interface StepMenuProps {
  job: Job;
  step: Step;
}

const OwnPictureDialog = lazyPart(() => import('./own-picture-dialog.tsx'));

/** What else can be done with a step: a picture of one's own in its place, its pictures as files. */
export function StepMenu({ job, step }: StepMenuProps) {
  const w = useWords(WORDS);
  const { t } = useLanguage();
  const [isChoosing, setIsChoosing] = useState(false);
  const { problem, save } = useSave();
  const { number } = step;
  const downloads = stepDownloads(job.id, step);
  const replaceable = isFinished(job) ? replaceableStep(job, number) : undefined;
  if (downloads.length === 0 && replaceable === undefined) return null;
  const items = [
    ...(replaceable === undefined ? [] : [{ label: w.useOwn, onSelect: () => setIsChoosing(true) }]),
    ...downloads.map(({ what, image, fileName }) => ({
      label: w[what],
      onSelect: () => save(image.id, fileName),
    })),
  ];
  return (
    <div className="step-menu">
      <Menu label={w.menu(t.stepNames[number - 1])} items={items} />
      <p className="step-menu__problem" role="alert">
        {problem}
      </p>
      {isChoosing && replaceable !== undefined && (
        <OwnPictureDialog job={job} step={replaceable} onClose={() => setIsChoosing(false)} />
      )}
    </div>
  );
}

/** The step if its result can be replaced: step 2's only where there is a picture of step 1 to set it into. */
function replaceableStep(job: Job, number: number): 1 | 2 | undefined {
  if ((job.spec?.stopStep ?? 3) < 3) return undefined;
  if (number === 1) return 1;
  const hasBackground = job.steps.some((step) => step.number === 1 && step.result !== undefined);
  return number === 2 && hasBackground ? 2 : undefined;
}
