import { type KeyboardEvent, type PointerEvent as ReactPointerEvent, useEffect, useRef } from 'react';
import { useWords } from '../i18n/words.ts';
import { CLOSEST, cropRect, type Size } from './crop.ts';
import type { OwnPicture, UsablePicture } from './use-own-picture.ts';
import { WORDS } from './words.ts';

interface CropBoxProps extends Pick<OwnPicture, 'crop' | 'pan' | 'zoomTo'> {
  picture: UsablePicture;
  /** Size of the ad. */
  ad: Size;
}

const STEP = 0.02;
const LONG_STEP = 0.1;
const WHEEL = 0.0015;

/** The part of a picture that is used, to be dragged and zoomed within the ad's shape. */
export function CropBox({ picture, ad, crop, pan, zoomTo }: CropBoxProps) {
  const w = useWords(WORDS);
  const frame = useRef<HTMLDivElement>(null);
  const held = useRef<{ x: number; y: number }>(undefined);
  const latest = useRef({ crop, zoomTo });
  latest.current = { crop, zoomTo };
  useEffect(() => {
    const target = frame.current;
    if (target === null) return;
    const zoomByWheel = (event: WheelEvent) => {
      // Not passive: the page must not scroll at the same time.
      event.preventDefault();
      latest.current.zoomTo(latest.current.crop.zoom * Math.exp(-event.deltaY * WHEEL));
    };
    target.addEventListener('wheel', zoomByWheel, { passive: false });
    return () => target.removeEventListener('wheel', zoomByWheel);
  }, []);

  const rect = cropRect(picture, ad, crop);
  const move = (event: ReactPointerEvent) => {
    const box = frame.current?.getBoundingClientRect();
    if (held.current === undefined || box === undefined) return;
    pan((event.clientX - held.current.x) / box.width, (event.clientY - held.current.y) / box.height);
    held.current = { x: event.clientX, y: event.clientY };
  };
  const pressKey = (event: KeyboardEvent) => {
    const step = event.shiftKey ? LONG_STEP : STEP;
    const keys: Record<string, () => void> = {
      ArrowLeft: () => pan(step, 0),
      ArrowRight: () => pan(-step, 0),
      ArrowUp: () => pan(0, step),
      ArrowDown: () => pan(0, -step),
      '+': () => zoomTo(crop.zoom * 1.1),
      '=': () => zoomTo(crop.zoom * 1.1),
      '-': () => zoomTo(crop.zoom / 1.1),
    };
    const act = keys[event.key];
    if (act === undefined || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    act();
  };
  return (
    <div className="crop">
      <div
        ref={frame}
        className="crop__frame"
        style={{ aspectRatio: `${ad.width} / ${ad.height}`, '--ratio': ad.width / ad.height }}
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes the keys itself
        tabIndex={0}
        aria-label={w.crop}
        aria-roledescription={w.cropRole}
        onKeyDown={pressKey}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          held.current = { x: event.clientX, y: event.clientY };
        }}
        onPointerMove={move}
        onPointerUp={() => (held.current = undefined)}
        onPointerCancel={() => (held.current = undefined)}
      >
        <img
          className="crop__picture"
          src={picture.url}
          alt=""
          draggable={false}
          style={{
            left: `${(-100 * rect.left) / rect.width}%`,
            top: `${(-100 * rect.top) / rect.height}%`,
            width: `${(100 * picture.width) / rect.width}%`,
            height: `${(100 * picture.height) / rect.height}%`,
          }}
        />
      </div>
      <label className="crop__zoom">
        {w.zoom}
        <input
          type="range"
          min={1}
          max={CLOSEST}
          step={0.01}
          value={crop.zoom}
          onChange={(event) => zoomTo(Number(event.target.value))}
        />
      </label>
    </div>
  );
}
