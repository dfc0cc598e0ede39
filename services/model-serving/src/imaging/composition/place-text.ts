import { type Rect, safeArea, type VerticalAnchor } from '../text/layout/text-area.ts';

/** Where text goes on the canvas, whole pixels. */
export type Placement = Rect;

/**
 * Places a text layer's ink by position. The layer is first thought of as laid over the whole canvas (its own
 * size need not be the canvas'), then its ink moves vertically to the position and into the safe area; it
 * shrinks only when it is larger than the safe area.
 */
export function placeText(
  layer: { width: number; height: number },
  ink: Rect,
  canvas: { width: number; height: number },
  anchor: VerticalAnchor,
): Placement {
  const safe = safeArea(canvas.width, canvas.height);
  const contain = Math.min(canvas.width / layer.width, canvas.height / layer.height);
  const scale = Math.min(contain, safe.width / ink.width, safe.height / ink.height);
  const width = scale === 1 ? ink.width : Math.max(1, Math.floor(ink.width * scale + 1e-6));
  const height = scale === 1 ? ink.height : Math.max(1, Math.floor(ink.height * scale + 1e-6));
  const left = (canvas.width - layer.width * contain) / 2 + (ink.x + ink.width / 2) * contain - width / 2;
  const share = anchor === 'top' ? 0 : anchor === 'center' ? 0.5 : 1;
  return {
    x: Math.round(Math.min(Math.max(left, safe.x), safe.x + safe.width - width)),
    y: Math.round(safe.y + (safe.height - height) * share),
    width,
    height,
  };
}

/** Whether a placement keeps to the safe area. */
export function isInsideSafeArea(place: Rect, canvas: { width: number; height: number }): boolean {
  const safe = safeArea(canvas.width, canvas.height);
  return (
    place.x >= safe.x &&
    place.y >= safe.y &&
    place.x + place.width <= safe.x + safe.width &&
    place.y + place.height <= safe.y + safe.height
  );
}
