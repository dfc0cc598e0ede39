import { AdSpec } from '@nanococoa/client';
import type { Job } from '@nanococoa/proto/common/v1/job.ts';
import { useEffect, useId, useState } from 'react';
import { errorSentence } from '../i18n/error-sentence.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useWords } from '../i18n/words.ts';
import { useImage } from '../job/use-image.ts';
import { useRerun } from '../job/use-rerun.ts';
import { ArrangeCanvas } from './arrange-canvas.tsx';
import { forgetDraft, keepDraft } from './arrange-draft.ts';
import { PercentField, percentText } from './percent-field.tsx';
import { type PlaceLimits, type ProductPlace, roundPlace } from './product-place.ts';
import { PICTURE_SIDE, type StagePieces } from './stage-messages.ts';
import { useArrangement } from './use-arrangement.ts';
import { WORDS } from './words.ts';

interface ArrangeStageProps {
  job: Job;
  pieces: StagePieces;
  limits: PlaceLimits;
  /** Size of the ad in pixels. */
  size: { width: number; height: number };
  onClose(): void;
}

/** Values are said when they have been still for this long. */
const STILL_MS = 500;
const PLACE = ['product.x', 'product.y'];

/** The product on its picture with all that moves it, and the way to a new version. */
export function ArrangeStage({ job, pieces, limits, size, onClose }: ArrangeStageProps) {
  const w = useWords(WORDS);
  const { t } = useLanguage();
  const helpId = useId();
  const { standing } = pieces;
  const { scene, result } = job.steps.find(({ number }) => number === 1) ?? {};
  const arrangement = useArrangement({
    jobId: job.id,
    standing,
    shape: pieces.shape,
    limits,
    camera: scene?.camera,
  });
  const { place, isChanged, keepsSize, put } = arrangement;
  const { isSending, error, send } = useRerun(job);
  const copyId = job.steps.find(({ number }) => number === 2)?.result?.id;
  const copy = useImage(copyId, { width: PICTURE_SIDE });
  const present = useImage(result?.id, { width: PICTURE_SIDE });
  const [showsCopy, setShowsCopy] = useState(true);
  const said = useSaid(place, w.stands);
  // A new version is what was arranged, applied: it is not left over. Refused, it is.
  useEffect(() => {
    if (error !== undefined) keepDraft(sessionStorage, job.id, { place, keepsSize: keepsSize ?? false });
  }, [error, job.id, place, keepsSize]);

  const asked = job.spec?.product;
  const isLayoutsChoice = asked?.x === undefined && asked?.y === undefined;
  const apply = () => {
    if (!isChanged || isSending) return;
    forgetDraft(sessionStorage, job.id);
    // x and y even where only the size was changed: a product that stands by hand is as high as it was made.
    const taken = { ...place, y: Math.min(limits.y.maximum, Math.max(limits.y.minimum, place.y)) };
    send({ paths: [...PLACE, 'product.scale'], spec: AdSpec.fromPartial({ product: roundPlace(taken) }) });
  };
  const letLayoutChoose = () => {
    if (isLayoutsChoice || isSending) return;
    forgetDraft(sessionStorage, job.id);
    send({ paths: PLACE, spec: AdSpec.fromPartial({}) });
  };

  return (
    <section className="arrange" aria-label={w.title}>
      <div className="stage__canvas">
        <ArrangeCanvas
          {...{ pieces, arrangement, size, helpId }}
          light={scene?.light}
          presentUrl={present.url}
          copyUrl={showsCopy ? copy.url : undefined}
        />
      </div>
      <div className="arrange__panel">
        <div className="arrange__fields">
          {(['x', 'y', 'scale'] as const).map((name) => (
            <PercentField
              key={name}
              label={w[name]}
              name={`arrange-${name}`}
              value={place[name]}
              range={limits[name]}
              isFixed={name === 'y' && standing.risesFromEdge}
              onChange={(value) => put({ ...place, [name]: value })}
            />
          ))}
          <div className="arrange__toggles">
            {copyId !== undefined && <Toggle label={w.showCopy} isOn={showsCopy} onChange={setShowsCopy} />}
            {keepsSize !== undefined && (
              <Toggle
                label={w.keepSize}
                title={w.keepSizeHint}
                isOn={keepsSize}
                onChange={arrangement.setKeepsSize}
              />
            )}
          </div>
        </div>
        <div className="arrange__actions">
          <p className="arrange__note">
            {standing.risesFromEdge && `${w.standsOnEdge} `}
            {w.previewNote} {copyId !== undefined && w.copyNote}
          </p>
          <button
            className="button button--quiet"
            type="button"
            disabled={!isChanged}
            onClick={arrangement.reset}
          >
            {w.reset}
          </button>
          <button
            className="button"
            type="button"
            disabled={isLayoutsChoice}
            title={isLayoutsChoice ? w.layoutChooses : undefined}
            onClick={letLayoutChoose}
          >
            {w.letLayoutChoose}
          </button>
          <button className="button" type="button" onClick={onClose}>
            {w.close}
          </button>
          <button
            className="button button--primary"
            type="button"
            aria-disabled={!isChanged || isSending}
            onClick={apply}
          >
            {isSending ? w.sending : w.apply}
          </button>
        </div>
        <p className="arrange__help" id={helpId}>
          {w.help}
        </p>
        <p className="arrange__error" role="alert">
          {error !== undefined && errorSentence(error, t)}
        </p>
        <p className="visually-hidden" role="status">
          {said}
        </p>
      </div>
    </section>
  );
}

interface ToggleProps {
  label: string;
  title?: string;
  isOn: boolean;
  onChange(isOn: boolean): void;
}

function Toggle({ label, title, isOn, onChange }: ToggleProps) {
  return (
    <label className="arrange__toggle" title={title}>
      <input type="checkbox" checked={isOn} onChange={(event) => onChange(event.target.checked)} />
      {label}
    </label>
  );
}

/** The place in words, once it has been still for a moment; nothing before it has changed. */
function useSaid(
  { x, y, scale }: ProductPlace,
  say: (x: string, y: string, scale: string) => string,
): string {
  const sentence = say(percentText(x), percentText(y), percentText(scale));
  const [first] = useState(sentence);
  const [said, setSaid] = useState('');
  useEffect(() => {
    const timer = setTimeout(
      () => setSaid((before) => (before === '' && sentence === first ? '' : sentence)),
      STILL_MS,
    );
    return () => clearTimeout(timer);
  }, [sentence, first]);
  return said;
}
