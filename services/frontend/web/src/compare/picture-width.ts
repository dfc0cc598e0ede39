import type { Size } from './view-box.ts';

/** Renditions that are asked for, pixels: few widths, so that they are found in caches. */
const WIDTHS = [640, 1280];

/**
 * Width of the rendition of a picture that is fitted into a place; undefined: the stored picture itself, which is what
 * is wanted as soon as one looks closer.
 */
export function pictureWidth(
  picture: Size,
  place: Size,
  scale: number,
  pixelRatio: number,
): number | undefined {
  if (scale > 1) return undefined;
  const fitted = Math.min(place.width, (place.height * picture.width) / picture.height);
  const needed = fitted * pixelRatio;
  return WIDTHS.find((width) => width >= needed && width < picture.width);
}
