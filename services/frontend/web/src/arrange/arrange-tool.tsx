import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import { useWords } from '../i18n/words.ts';
import { ArrangeStage } from './arrange-stage.tsx';
import { useLimits } from './use-limits.ts';
import { stageImagesOf, useStagePieces } from './use-stage-pieces.ts';
import { WORDS } from './words.ts';
import './arrange.css';

interface ArrangeToolProps {
  /** An ad whose first step is done. */
  job: Job;
  onClose(): void;
}

/** Moves and scales the product of an ad by hand; a new version is made of it. */
export function ArrangeTool({ job, onClose }: ArrangeToolProps) {
  const w = useWords(WORDS);
  const images = stageImagesOf(job);
  const { pieces, failed, tryAgain } = useStagePieces(job, images);
  const limits = useLimits();
  const { width, height } = images?.result ?? job.spec?.output ?? {};
  const size = { width: width ?? 1, height: height ?? 1 };
  if (images !== undefined && pieces !== undefined && limits !== undefined) {
    return <ArrangeStage {...{ job, pieces, limits, size, onClose }} />;
  }
  const hasOwnPicture = (job.spec?.startStep ?? 1) > 1;
  return (
    <section className="arrange" aria-label={w.title}>
      <div className="stage__canvas">
        <div
          className="frame arrange__waiting"
          style={{
            aspectRatio: `${size.width} / ${size.height}`,
            '--ratio': size.width / size.height,
            '--width': size.width,
          }}
        >
          <div role="status">
            {images === undefined && <p>{hasOwnPicture ? w.ownPicture : w.noProduct}</p>}
            {images !== undefined && !failed && <p>{w.loading}</p>}
          </div>
          {failed && (
            <div role="alert">
              <p>{w.broken}</p>
              <button className="button" type="button" onClick={tryAgain}>
                {w.tryAgain}
              </button>
            </div>
          )}
        </div>
      </div>
      <div className="arrange__actions">
        <button className="button" type="button" onClick={onClose}>
          {w.close}
        </button>
      </div>
    </section>
  );
}

export default ArrangeTool;
