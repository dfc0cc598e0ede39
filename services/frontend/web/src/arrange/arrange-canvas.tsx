import type { Light } from '@nanococoa/proto/common/v1/scene.ts';
import { type KeyboardEvent, useRef } from 'react';
import { useWords } from '../i18n/words.ts';
import { PictureCanvas } from './picture-canvas.tsx';
import { castShadow, contactShadow } from './preview-shadow.ts';
import { boxAt, type CanvasBox, type ProductPlace } from './product-place.ts';
import type { StagePieces } from './stage-messages.ts';
import type { Arrangement } from './use-arrangement.ts';
import { useProductGestures } from './use-product-gestures.ts';
import { WORDS } from './words.ts';

interface ArrangeCanvasProps {
  pieces: StagePieces;
  arrangement: Arrangement;
  /** Size of the ad in pixels. */
  size: { width: number; height: number };
  /** The scene's light; undefined: not known. */
  light: Light | undefined;
  /** The picture as it is, shown while nothing has been changed; undefined: not loaded yet. */
  presentUrl: string | undefined;
  /** The letters, shown faintly over it all; undefined: they are not wanted. */
  copyUrl: string | undefined;
  /** Id of what explains the keys. */
  helpId: string;
}

/** Steps of the arrow keys and of + and −, fractions of the canvas. */
const STEP = 0.005;
const LONG_STEP = 0.05;
/** From how high a product is seen where nothing tells. */
const USUAL_DEG = 20;
const CORNERS = ['top left', 'top right', 'bottom left', 'bottom right'] as const;

/** The picture without its product, and the product on it, to be taken hold of. */
export function ArrangeCanvas(props: ArrangeCanvasProps) {
  const { pieces, arrangement, size, light, presentUrl, copyUrl, helpId } = props;
  const w = useWords(WORDS);
  const frame = useRef<HTMLDivElement>(null);
  const product = useRef<HTMLDivElement>(null);
  const { place, put } = arrangement;
  const { begin, move, end, lines, isActive } = useProductGestures(frame, product, arrangement, pieces.shape);
  const aspect = size.width / size.height;
  const box = boxAt(place, pieces.shape, aspect);
  const { elevationDeg = USUAL_DEG, risesFromEdge } = pieces.standing;
  const casting = { place, box, aspect, elevationDeg };
  const contact = risesFromEdge ? undefined : contactShadow(casting);
  const cast = risesFromEdge || light === undefined ? undefined : castShadow({ ...casting, key: light });

  const pressKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const to = placeAfterKey(event.key, event.shiftKey ? LONG_STEP : STEP, place);
    if (to === undefined) return;
    event.preventDefault();
    put(to);
  };

  return (
    <div
      ref={frame}
      className="frame arrange__frame"
      style={{ aspectRatio: `${size.width} / ${size.height}`, '--ratio': aspect, '--width': size.width }}
    >
      <div className="arrange__picture">
        <PictureCanvas bitmap={pieces.plate} className="arrange__plate" />
        {cast && (
          <div
            className="arrange__shadow arrange__shadow--cast"
            style={{ ...styleOf(cast), opacity: darkness(light) }}
          />
        )}
        {contact && <div className="arrange__shadow" style={styleOf(contact)} />}
        <PictureCanvas
          bitmap={pieces.sprite}
          className="arrange__sprite"
          style={spriteOf(pieces, place, aspect)}
        />
        {presentUrl !== undefined && (
          <img
            className={`arrange__present${arrangement.isChanged ? ' arrange__present--over' : ''}`}
            src={presentUrl}
            alt=""
          />
        )}
        {copyUrl !== undefined && <img className="arrange__copy" src={copyUrl} alt="" />}
        {lines.x && (
          <div
            className={`arrange__line arrange__line--upright${lines.x.isPresent ? ' arrange__line--present' : ''}`}
            style={{ left: percent(lines.x.at) }}
          />
        )}
        {lines.y && (
          <div
            className={`arrange__line arrange__line--level${lines.y.isPresent ? ' arrange__line--present' : ''}`}
            style={{ top: percent(lines.y.at) }}
          />
        )}
      </div>
      <div
        ref={product}
        className={`arrange__product${isActive ? ' arrange__product--active' : ''}`}
        style={styleOf(box)}
        // Arrow keys are its own: a screen reader must hand them through.
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes the keys itself
        tabIndex={0}
        aria-label={w.product}
        aria-roledescription={w.productRole}
        aria-describedby={helpId}
        onKeyDown={pressKey}
        onPointerDown={(event) =>
          begin(event, event.target instanceof Element && event.target.matches('.arrange__corner'))
        }
        onPointerMove={move}
        onPointerUp={end}
        onPointerCancel={end}
      >
        {CORNERS.map((corner) => (
          <span key={corner} className={`arrange__corner arrange__corner--${corner.replace(' ', '-')}`} />
        ))}
      </div>
      <div className="arrange__foot" style={{ left: percent(place.x), top: percent(place.y) }} />
    </div>
  );
}

function placeAfterKey(key: string, step: number, { x, y, scale }: ProductPlace): ProductPlace | undefined {
  switch (key) {
    case 'ArrowLeft':
      return { x: x - step, y, scale };
    case 'ArrowRight':
      return { x: x + step, y, scale };
    case 'ArrowUp':
      return { x, y: y - step, scale };
    case 'ArrowDown':
      return { x, y: y + step, scale };
    // With and without Shift, on keyboards of all countries.
    case '+':
    case '=':
      return { x, y, scale: scale + 2 * STEP };
    case '-':
    case '_':
      return { x, y, scale: scale - 2 * STEP };
    default:
      return undefined;
  }
}

/** The sprite so large that its box has the place's height, its foot on the place. */
function spriteOf({ sprite, footX, footY, boxHeight }: StagePieces, place: ProductPlace, aspect: number) {
  const unit = place.scale / boxHeight;
  return styleOf({
    left: place.x - (footX * unit) / aspect,
    right: place.x + ((sprite.width - footX) * unit) / aspect,
    top: place.y - footY * unit,
    bottom: place.y + (sprite.height - footY) * unit,
  });
}

/** How dark the shadow of a light is: what comes from all around lights it up. */
function darkness(light: Light | undefined): number {
  const ratio = light?.keyRatio ?? 1;
  return ratio / (ratio + 1);
}

function styleOf({ left, right, top, bottom }: CanvasBox) {
  return {
    left: percent(left),
    top: percent(top),
    width: percent(right - left),
    height: percent(bottom - top),
  };
}

function percent(fraction: number): string {
  return `${fraction * 100}%`;
}
