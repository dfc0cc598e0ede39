import { type KeyboardEvent, useRef, useState } from 'react';
import { useElementSize } from '../controls/use-element-size.ts';
import { useWords } from '../i18n/words.ts';
import type { OpenJob } from '../jobs/use-job.ts';
import { CompareNotice, ComparePicture } from './compare-picture.tsx';
import { CompareTools } from './compare-tools.tsx';
import { useDrag } from './use-drag.ts';
import { useZoom } from './use-zoom.ts';
import type { Size } from './view-box.ts';
import { WORDS } from './words.ts';

/** Over each other with a slider, beside each other, or what differs. */
export type CompareMode = 'slider' | 'sides' | 'difference';

interface CompareStageProps {
  left: OpenJob;
  right: OpenJob;
  mode: CompareMode;
  onModeChange(mode: CompareMode): void;
}

/** Pixels that an arrow key moves the pictures by. */
const KEY_STEP = 60;
/** Wider pictures stand above each other when they are shown beside each other. */
const WIDE = 1.5;

/** The two pictures, with the same zoom and position for both. */
export function CompareStage({ left, right, mode, onModeChange }: CompareStageProps) {
  const w = useWords(WORDS);
  const [split, setSplit] = useState(50);
  const [gain, setGain] = useState(2);
  const stage = useRef<HTMLDivElement>(null);
  const firstPlace = useRef<HTMLDivElement>(null);
  const place = useElementSize(firstPlace);
  const sizes = [sizeOf(left), sizeOf(right)];
  const [ratio, otherRatio] = sizes.map(({ width, height }) => width / height);
  const control = useZoom(stage, place, sizes[0]);
  const drag = useDrag({ control, split: mode === 'slider' ? split : undefined, onSplit: setSplit });

  const onKeyDown = (event: KeyboardEvent) => {
    const { key, shiftKey } = event;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[key];
    if (arrow !== undefined && shiftKey) control.pan(arrow[0] * KEY_STEP, arrow[1] * KEY_STEP);
    else if (key === '+' || key === '=') control.step(1);
    else if (key === '-') control.step(-1);
    else if (key === '0') control.fit();
    else if (key === '1') control.actual();
    else return;
    event.preventDefault();
  };
  const actual = Math.min(place.width / sizes[0].width, place.height / sizes[0].height);
  const isLoaded = left.view !== undefined && right.view !== undefined;
  const isOneFormat = isLoaded && Math.abs(ratio / otherRatio - 1) < 0.01;
  const picture = (ad: OpenJob, side: 'left' | 'right') => (
    <ComparePicture ad={ad} side={w[side]} zoom={control.zoom} place={place} />
  );
  const layout =
    mode === 'sides' ? (ratio > WIDE ? ' compare__canvas--rows' : ' compare__canvas--columns') : '';
  const style = isOneFormat ? { '--ratio': ratio } : undefined;
  const placeClass = `compare__place${isOneFormat ? ' compare__place--framed' : ''}${control.zoom.scale > 1 ? ' compare__place--zoomed' : ''}`;
  return (
    // A click on the pictures brings the focus here: the keys go on working.
    <section className="compare__stage" aria-label={w.pictures} tabIndex={-1} onKeyDown={onKeyDown}>
      <CompareTools
        mode={mode}
        onModeChange={onModeChange}
        control={control}
        actual={actual}
        gain={gain}
        onGainChange={setGain}
      />
      <div ref={stage} className={`compare__canvas${layout}${isOneFormat ? ' compare__canvas--framed' : ''}`}>
        <div ref={firstPlace} className={placeClass} style={style} data-mode={mode} {...drag}>
          {mode === 'slider' && (
            <>
              <div className="compare__layer" style={{ clipPath: `inset(0 0 0 ${split}%)` }}>
                {picture(right, 'right')}
              </div>
              <div className="compare__layer" style={{ clipPath: `inset(0 ${100 - split}% 0 0)` }}>
                {picture(left, 'left')}
              </div>
              <input
                className="compare__range"
                type="range"
                min={0}
                max={100}
                value={split}
                aria-label={w.slider}
                aria-valuetext={w.sliderValue(split)}
                onChange={(event) => setSplit(Number(event.target.value))}
              />
              <span className="compare__line" style={{ left: `${split}%` }} aria-hidden="true">
                <svg className="compare__handle" viewBox="0 0 38 38" aria-hidden="true">
                  <path d="m14 13-6 6 6 6m10-12 6 6-6 6" />
                </svg>
              </span>
            </>
          )}
          {mode === 'difference' && (
            <div className="compare__difference" style={{ filter: `brightness(${gain})` }}>
              <div className="compare__layer">{picture(left, 'left')}</div>
              <div className="compare__layer compare__layer--over">{picture(right, 'right')}</div>
            </div>
          )}
          {mode === 'sides' && <div className="compare__layer">{picture(left, 'left')}</div>}
          <CompareNotice ad={left} side="left" />
          {mode !== 'sides' && <CompareNotice ad={right} side="right" />}
        </div>
        {mode === 'sides' && (
          <div className={placeClass} style={style} data-mode={mode} {...drag}>
            <div className="compare__layer">{picture(right, 'right')}</div>
            <CompareNotice ad={right} side="right" />
          </div>
        )}
      </div>
      <p className="compare__hint">
        {w.hint[mode]} {w.zoomHint}
      </p>
    </section>
  );
}

function sizeOf({ view }: OpenJob): Size {
  const { width, height } = view?.job.result ?? view?.job.spec?.output ?? {};
  return { width: width || 1024, height: height || 1024 };
}
