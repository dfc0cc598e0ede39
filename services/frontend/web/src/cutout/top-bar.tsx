import { Icon } from './icon.tsx';
import type { EditState } from './protocol.ts';
import type { CutoutWords } from './words.ts';

interface TopBarProps {
  w: CutoutWords;
  state: EditState;
  zoom: number;
  isReady: boolean;
  canSave: boolean;
  isComparing: boolean;
  onStep(direction: 'undo' | 'redo'): void;
  onZoom(factor: number): void;
  onShowAll(): void;
  onCompare(isPhotoOnly: boolean): void;
  onSave(): void;
  onClose(): void;
}

const ZOOM_FACTOR = 1.4;

/** Undo, zoom, compare; save and close. */
export function TopBar({ w, state, zoom, isReady, canSave, isComparing, ...on }: TopBarProps) {
  const percent = Math.round(100 * zoom);
  return (
    <div className="cutout__top">
      <h2 className="cutout__title">{w.title}</h2>
      <div className="cutout__group">
        <IconButton
          name="undo"
          label={w.undo}
          isDisabled={!isReady || state.undoSteps === 0}
          onClick={() => on.onStep('undo')}
        />
        <IconButton
          name="redo"
          label={w.redo}
          isDisabled={!isReady || state.redoSteps === 0}
          onClick={() => on.onStep('redo')}
        />
      </div>
      <div className="cutout__group">
        <IconButton
          name="minus"
          label={w.zoomOut}
          isDisabled={!isReady}
          onClick={() => on.onZoom(1 / ZOOM_FACTOR)}
        />
        <button
          className="cutout__zoom"
          type="button"
          title={w.showAll(percent)}
          aria-label={w.showAll(percent)}
          aria-disabled={!isReady}
          onClick={() => isReady && on.onShowAll()}
        >
          {`${percent} %`}
        </button>
        <IconButton
          name="plus"
          label={w.zoomIn}
          isDisabled={!isReady}
          onClick={() => on.onZoom(ZOOM_FACTOR)}
        />
      </div>
      <button
        className="cutout__compare"
        type="button"
        title={w.compare}
        aria-label={w.compare}
        aria-pressed={isComparing}
        aria-disabled={!isReady}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          if (isReady) on.onCompare(true);
        }}
        onPointerUp={() => on.onCompare(false)}
        onPointerCancel={() => on.onCompare(false)}
        onKeyDown={(event) => {
          if (isReady && (event.key === 'Enter' || event.key === ' ')) on.onCompare(true);
        }}
        onKeyUp={() => on.onCompare(false)}
        onBlur={() => on.onCompare(false)}
        onContextMenu={(event) => event.preventDefault()}
      >
        <Icon name="compare" />
        <span className="cutout__long">{w.compare}</span>
      </button>
      <div className="cutout__ends">
        <button className="button" type="button" onClick={on.onClose}>
          {w.close}
        </button>
        <button className="button button--primary" type="button" aria-disabled={!canSave} onClick={on.onSave}>
          <span className="cutout__long">{w.save}</span>
          <span className="cutout__short">{w.saveShort}</span>
        </button>
      </div>
    </div>
  );
}

interface IconButtonProps {
  name: Parameters<typeof Icon>[0]['name'];
  label: string;
  isDisabled: boolean;
  onClick(): void;
}

/** Keeps the focus while it has nothing to do. */
function IconButton({ name, label, isDisabled, onClick }: IconButtonProps) {
  return (
    <button
      className="cutout__icon"
      type="button"
      title={label}
      aria-label={label}
      aria-disabled={isDisabled}
      onClick={() => !isDisabled && onClick()}
    >
      <Icon name={name} />
    </button>
  );
}
