import { toNanococoaError } from '@nanococoa/client';
import type { Job, Step } from '@nanococoa/proto/common/v1/job.ts';
import { type JSX, useEffect, useId, useRef, useState } from 'react';
import { lazyPart } from '../app/lazy-part.tsx';
import { useClient } from '../app/mesh.tsx';
import { errorSentence } from '../i18n/error-sentence.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useWords } from '../i18n/words.ts';
import { isFinished } from '../job/job-view.ts';
import { saveBlob } from '../job/save-blob.ts';
import { type StepDownload, stepDownloads } from './step-downloads.ts';
import { WORDS } from './words.ts';
import './step-menu.css';

interface StepMenuProps {
  job: Job;
  step: Step;
}

interface DialogProps extends JSX.IntrinsicAttributes {
  job: Job;
  step: 1 | 2;
  onClose(): void;
}

const OwnPictureDialog = lazyPart<DialogProps>(() => import('./own-picture-dialog.tsx'));

/** What else can be done with a step: a picture of one's own in its place, its pictures as files. */
export function StepMenu({ job, step }: StepMenuProps) {
  const w = useWords(WORDS);
  const { t } = useLanguage();
  const client = useClient();
  const id = useId();
  const menu = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const [isChoosing, setIsChoosing] = useState(false);
  const [problem, setProblem] = useState('');
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const { number } = step;
  const downloads = stepDownloads(job.id, step);
  const replaceable = isFinished(job) ? replaceableStep(job, number) : undefined;
  if (downloads.length === 0 && replaceable === undefined) return null;

  const close = () => menu.current?.hidePopover();
  const download = ({ image, fileName }: StepDownload) => {
    close();
    running.current?.abort();
    const abort = new AbortController();
    running.current = abort;
    setProblem('');
    client
      .download(image.id, { signal: abort.signal })
      .then((blob) => saveBlob(blob, fileName))
      .catch(
        (error: unknown) => !abort.signal.aborted && setProblem(errorSentence(toNanococoaError(error), t)),
      );
  };
  return (
    <div className="step-menu">
      <button
        ref={opener}
        className="step-menu__opener"
        type="button"
        popoverTarget={id}
        aria-label={w.menu(t.stepNames[number - 1])}
        title={w.menu(t.stepNames[number - 1])}
      >
        <span aria-hidden="true">⋯</span>
      </button>
      <div ref={menu} id={id} className="step-menu__list" popover="auto">
        {replaceable !== undefined && (
          <button
            className="step-menu__item"
            type="button"
            onClick={() => {
              close();
              setIsChoosing(true);
            }}
          >
            {w.useOwn}
          </button>
        )}
        {downloads.map((one) => (
          <button key={one.what} className="step-menu__item" type="button" onClick={() => download(one)}>
            {w[one.what]}
          </button>
        ))}
      </div>
      <p className="step-menu__problem" role="alert">
        {problem}
      </p>
      {isChoosing && replaceable !== undefined && (
        <OwnPictureDialog
          job={job}
          step={replaceable}
          onClose={() => {
            setIsChoosing(false);
            opener.current?.focus();
          }}
        />
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
