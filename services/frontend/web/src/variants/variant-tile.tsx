import type { Image } from '@nanococoa/proto/common/v1/image.ts';
import { type Job, JobState } from '@nanococoa/proto/common/v1/job.ts';
import { hrefOf } from '../app/route.ts';
import { Menu, type MenuItem } from '../controls/menu.tsx';
import { fileTypeOf } from '../download/file-types.ts';
import { planFiles } from '../download/plan-files.ts';
import { errorSentence } from '../i18n/error-sentence.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useWords } from '../i18n/words.ts';
import { bestPreview, isFinished, type JobView } from '../job/job-view.ts';
import { headline, jobStateName } from '../job/job-words.ts';
import { StepPreview } from '../job/step-preview.tsx';
import { timeLeft } from '../job/time-left.ts';
import { STEP_WIDTH, useImage } from '../job/use-image.ts';
import { useSave } from '../job/use-save.ts';
import { useStop } from '../job/use-stop.ts';
import { useJob } from '../jobs/use-job.ts';
import { WORDS } from './words.ts';

interface VariantTileProps {
  job: Job;
  number: number;
  ratio: number;
  isChosen: boolean;
  onChosenChange(isChosen: boolean): void;
  /** undefined: there are no others. */
  onKeep: (() => void) | undefined;
  onDelete(): void;
}

/** One ad of a set: its picture as it becomes, how far it is, and what can be done with it. */
export function VariantTile({
  job,
  number,
  ratio,
  isChosen,
  onChosenChange,
  onKeep,
  onDelete,
}: VariantTileProps) {
  const { t } = useLanguage();
  const w = useWords(WORDS);
  const { view } = useJob(job.id);
  const { isSaving, problem, save } = useSave();
  const { isStopping, stop } = useStop();
  const name = w.number(number);
  const { result } = job;
  const isRunning = !isFinished(job);
  const download = (image: Image) => {
    const [file] = planFiles(job, [{ what: 'ad', image }], [fileTypeOf(image.mediaType)], undefined);
    save(image.id, file.name);
  };
  const items: MenuItem[] = [
    ...(result ? [{ label: isSaving ? w.downloading : w.download, onSelect: () => download(result) }] : []),
    ...(isRunning ? [{ label: isStopping ? w.stopping : w.cancel, onSelect: () => stop([job.id]) }] : []),
    ...(onKeep ? [{ label: w.keep, onSelect: onKeep }] : []),
    { label: w.delete, isDangerous: true, onSelect: onDelete },
  ];
  return (
    <li className={`variant variant--${jobStateName(job.state)}${isChosen ? ' variant--chosen' : ''}`}>
      <a
        className="variant__open"
        href={hrefOf({ kind: 'job', jobId: job.id })}
        aria-label={w.open(name)}
        style={{ aspectRatio: ratio }}
      >
        {view && <TilePicture view={view} />}
      </a>
      <p className="variant__name">
        {name} <span className="variant__seed">{w.seed(job.spec?.seed ?? 0)}</span>
      </p>
      <div className="variant__actions">
        <label className="variant__choice">
          <input
            type="checkbox"
            checked={isChosen}
            aria-label={w.choose(name)}
            onChange={(event) => onChosenChange(event.target.checked)}
          />
          <span aria-hidden="true">{w.compareShort}</span>
        </label>
        <Menu label={w.more(name)} items={items} />
      </div>
      <p className="variant__state">{view && stateWords(view, t)}</p>
      {isRunning && (
        <progress className="bar variant__bar" max={1} value={view?.fraction ?? 0} aria-label={name} />
      )}
      {problem && (
        <p className="variant__problem" role="alert">
          {w.notDownloaded(problem)}
        </p>
      )}
    </li>
  );
}

function TilePicture({ view }: { view: JobView }) {
  const { job } = view;
  const imageId = job.result?.id ?? job.steps[0]?.result?.id;
  const { url } = useImage(imageId, { width: STEP_WIDTH });
  return (
    <>
      {job.result === undefined && (
        <StepPreview bytes={bestPreview(view)} alt="" className="variant__image variant__image--preview" />
      )}
      {url !== undefined && <img className="variant__image" src={url} alt="" />}
      {!isFinished(job) && <span className="frame__working" aria-hidden="true" />}
    </>
  );
}

/** What is happening, in one line. */
function stateWords(view: JobView, t: ReturnType<typeof useLanguage>['t']): string {
  const { job } = view;
  if (job.state === JobState.FAILED && job.error !== undefined) return errorSentence(job.error, t);
  const percent = job.state === JobState.RUNNING ? `${Math.floor(100 * view.fraction)}%` : '';
  const left = isFinished(job) ? '' : timeLeft(view.etaMs, t);
  return [headline(view, t), percent, left].filter((words) => words !== '').join(' · ');
}
