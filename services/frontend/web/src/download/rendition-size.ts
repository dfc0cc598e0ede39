interface Size {
  width: number;
  height: number;
}

/** Widths that are offered where the picture is larger: screens, posts, previews. */
const USUAL_WIDTHS: readonly number[] = [2048, 1080, 512];
/** As the server takes them. */
export const MIN_WIDTH = 16;
const MAX_WIDTH = 4096;

/** The usual widths that are smaller than the picture: a copy is never enlarged. */
export function usualWidths({ width }: Size): number[] {
  return USUAL_WIDTHS.filter((usual) => usual < width);
}

/** The largest width that can be asked for. */
export function maxWidth({ width }: Size): number {
  return Math.min(width, MAX_WIDTH);
}

/** The size of a copy: the height follows. `width` undefined: the picture's own. */
export function renditionSize(picture: Size, width: number | undefined): Size {
  if (width === undefined || width >= picture.width) return { width: picture.width, height: picture.height };
  return { width, height: Math.max(1, Math.round((picture.height * width) / picture.width)) };
}
