import type { Point, Size } from './rect.ts';

/** Where the picture lies on the canvas: device pixels per pixel of the picture, and its upper left corner. */
export interface Viewport {
  scale: number;
  x: number;
  y: number;
}

/** A pixel of the picture is at most this many pixels of the canvas. */
const MOST_SCALE = 32;
/** Of the canvas, at each side, when all of the picture is shown. */
const MARGIN = 0.04;

/** All of the picture, in the middle; never enlarged by more than four times. */
export function fit(picture: Size, canvas: Size): Viewport {
  const room = 1 - 2 * MARGIN;
  const scale = Math.min(4, (canvas.width * room) / picture.width, (canvas.height * room) / picture.height);
  return {
    scale,
    x: (canvas.width - picture.width * scale) / 2,
    y: (canvas.height - picture.height * scale) / 2,
  };
}

/** Enlarges around a point of the canvas, which stays where it is; between all of the picture and 32 times. */
export function zoomAt(view: Viewport, at: Point, factor: number, picture: Size, canvas: Size): Viewport {
  const least = Math.min(fit(picture, canvas).scale, 1) / 2;
  const scale = Math.min(MOST_SCALE, Math.max(least, view.scale * factor));
  const ratio = scale / view.scale;
  return inSight(
    { scale, x: at.x - (at.x - view.x) * ratio, y: at.y - (at.y - view.y) * ratio },
    picture,
    canvas,
  );
}

/** Moves the picture by pixels of the canvas. */
export function panBy(view: Viewport, by: Point, picture: Size, canvas: Size): Viewport {
  return inSight({ ...view, x: view.x + by.x, y: view.y + by.y }, picture, canvas);
}

/** The same middle and the same share of the picture on a canvas of another size. */
export function resized(view: Viewport, before: Size, canvas: Size): Viewport {
  return {
    scale: view.scale,
    x: view.x + (canvas.width - before.width) / 2,
    y: view.y + (canvas.height - before.height) / 2,
  };
}

/** Moves the view as little as needed to have a point of the picture on the canvas, clear of its edges. */
export function reveal(view: Viewport, point: Point, canvas: Size): Viewport {
  const at = toCanvas(view, point);
  const [edgeX, edgeY] = [canvas.width / 10, canvas.height / 10];
  return {
    ...view,
    x: view.x + Math.max(0, edgeX - at.x) - Math.max(0, at.x - (canvas.width - edgeX)),
    y: view.y + Math.max(0, edgeY - at.y) - Math.max(0, at.y - (canvas.height - edgeY)),
  };
}

/** From the canvas to the picture. */
export function toPicture(view: Viewport, { x, y }: Point): Point {
  return { x: (x - view.x) / view.scale, y: (y - view.y) / view.scale };
}

/** From the picture to the canvas. */
export function toCanvas(view: Viewport, { x, y }: Point): Point {
  return { x: x * view.scale + view.x, y: y * view.scale + view.y };
}

/** The picture's middle half cannot leave the canvas. */
function inSight(view: Viewport, picture: Size, canvas: Size): Viewport {
  const clamp = (at: number, length: number, room: number) =>
    Math.min(room - length / 4, Math.max(-0.75 * length, at));
  return {
    scale: view.scale,
    x: clamp(view.x, picture.width * view.scale, canvas.width),
    y: clamp(view.y, picture.height * view.scale, canvas.height),
  };
}
