/** How a picture is looked at: 1 fits its place; x and y move it, in CSS pixels of its place. */
export interface Zoom {
  scale: number;
  x: number;
  y: number;
}

export interface Point {
  x: number;
  y: number;
}

export interface Size {
  width: number;
  height: number;
}

export const FITTED: Zoom = { scale: 1, x: 0, y: 0 };
/** So many screen pixels for one of a fitted picture's at most: beyond, nothing new is seen. */
export const MAX_SCALE = 16;

/**
 * Another scale, at which the same spot of the picture stays under a point.
 * @param at In CSS pixels from the middle of the place.
 */
export function zoomAt(zoom: Zoom, scale: number, at: Point, place: Size): Zoom {
  const next = clamp(scale, 1, MAX_SCALE);
  const ratio = next / zoom.scale;
  return kept({ scale: next, x: at.x - ratio * (at.x - zoom.x), y: at.y - ratio * (at.y - zoom.y) }, place);
}

/** Moves the picture, never farther than its edge. */
export function panBy(zoom: Zoom, dx: number, dy: number, place: Size): Zoom {
  return kept({ ...zoom, x: zoom.x + dx, y: zoom.y + dy }, place);
}

/**
 * After two fingers have moved: what was between them stays between them.
 * @param before Where the fingers were, from the middle of the place; `after` where they are.
 */
export function pinch(zoom: Zoom, before: [Point, Point], after: [Point, Point], place: Size): Zoom {
  const from = middle(before);
  const to = middle(after);
  const ratio = distance(after) / Math.max(1, distance(before));
  const moved = panBy(zoom, to.x - from.x, to.y - from.y, place);
  return zoomAt(moved, zoom.scale * ratio, to, place);
}

/** The scale at which a pixel of a picture is one CSS pixel; never below that which fits. */
export function actualScale(picture: Size, place: Size): number {
  const fitted = Math.min(place.width / picture.width, place.height / picture.height);
  return clamp(fitted === 0 ? 1 : 1 / fitted, 1, MAX_SCALE);
}

/** The picture always covers its place. */
function kept({ scale, x, y }: Zoom, { width, height }: Size): Zoom {
  const maxX = ((scale - 1) * width) / 2;
  const maxY = ((scale - 1) * height) / 2;
  return { scale, x: clamp(x, -maxX, maxX), y: clamp(y, -maxY, maxY) };
}

function clamp(value: number, minimum: number, maximum: number): number {
  // Adding zero: no negative zero.
  return Math.min(maximum, Math.max(minimum, value)) + 0;
}

function middle([a, b]: [Point, Point]): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

function distance([a, b]: [Point, Point]): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
