import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import { type KeyboardEvent, useId } from 'react';
import { useFloating, walkItems } from '../controls/use-floating.ts';
import { useWords } from '../i18n/words.ts';
import { useJob } from '../jobs/use-job.ts';
import { JobThumb } from '../versions/job-thumb.tsx';
import '../controls/menu.css';
import './version-picker.css';
import { WORDS } from './words.ts';

interface VersionPickerProps {
  /** "Left" or "Right", in words. */
  side: string;
  /** The ad that is shown now. */
  jobId: string;
  choices: readonly Job[];
  nameOf(jobId: string): string;
  /** The address that shows another one instead. */
  hrefOf(jobId: string): string;
}

const WIDTH = 280;

/** Which ad stands on a side, and a list of the others with their pictures. */
export function VersionPicker({ side, jobId, choices, nameOf, hrefOf }: VersionPickerProps) {
  const w = useWords(WORDS);
  const id = useId();
  const { view } = useJob(jobId);
  const { button, popover, isOpen, style, onBeforeToggle, onToggle, close } = useFloating(WIDTH, 'start');
  const walk = (event: KeyboardEvent) => {
    if (walkItems(popover.current, event.key)) event.preventDefault();
  };
  return (
    <>
      <button
        ref={button}
        className="picker"
        type="button"
        aria-expanded={isOpen}
        aria-controls={id}
        popoverTarget={id}
      >
        <JobThumb view={view} />
        <span className="picker__words">
          <span className="picker__side">{side}</span>
          <span className="picker__name">{nameOf(jobId)}</span>
        </span>
        <span className="visually-hidden">. {w.chooseAnother}</span>
        <svg className="glyph glyph--chevron" viewBox="0 0 10 10" aria-hidden="true">
          <path d="M2 3.5 5 6.5 8 3.5" />
        </svg>
      </button>
      <div
        ref={popover}
        className="menu"
        id={id}
        popover="auto"
        role="dialog"
        aria-label={w.choose(side)}
        style={style}
        onBeforeToggle={onBeforeToggle}
        onToggle={onToggle}
        onKeyDown={walk}
      >
        {isOpen && (
          <ul>
            {choices.map((job) => (
              <li key={job.id}>
                <Choice
                  job={job}
                  name={nameOf(job.id)}
                  href={hrefOf(job.id)}
                  isChosen={job.id === jobId}
                  onChoose={close}
                />
              </li>
            ))}
          </ul>
        )}
      </div>
    </>
  );
}

interface ChoiceProps {
  job: Job;
  name: string;
  href: string;
  isChosen: boolean;
  onChoose(): void;
}

function Choice({ job, name, href, isChosen, onChoose }: ChoiceProps) {
  const { view } = useJob(job.id);
  return (
    <a
      className="menu__item picker__choice"
      href={href}
      aria-current={isChosen ? 'true' : undefined}
      onClick={onChoose}
    >
      <JobThumb view={view} />
      <span className="picker__name">{name}</span>
    </a>
  );
}
